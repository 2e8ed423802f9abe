import type { TestMess } from '../mess.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Picks from the same seed the same. */
export function createPicker(seed: number) {
  const random = randomFrom(seed);
  const below = (most: number) => Math.floor(random() * most);
  return { below, one: <T>(of: readonly T[]): T => of[below(of.length)] as T };
}

const MONTHS = ['2025-03', '2025-04', '2025-05'];
const NAMES = ['Asha Rao', 'सीता देवी', 'Dev Anand', "Zoë O'Neil"];

/**
 * Does so many things in a mess, of which some are refused.
 *
 * @param look told of each that was done
 */
export async function addHistory(
  mess: TestMess,
  count: number,
  seed: number,
  look: (line: string) => Promise<void> = async () => {},
): Promise<void> {
  const { below, one } = createPicker(seed);
  const roll = await mess.file('history.csv', '');
  const figures = await mess.file('figures.csv', '');
  const someId = () => `H${1 + below(12)}`;
  const phone = () => `98${String(10_000_000 + below(89_000_000))}`;
  const newStudent = (id: string) =>
    `student add ${id} --name "${one(NAMES)}" --branch CSE --phone ${phone()}`;
  const someLine = (): string => {
    const month = one(MONTHS);
    const on = `--month ${month}`;
    const lines = [
      newStudent(someId()),
      `student edit ${someId()} --name "${one(NAMES)}" --phone ${phone()}`,
      `student edit ${someId()} --branch ${one(['ECE', 'CSE', 'ME'])}`,
      `student ${one(['remove', 'restore'])} ${someId()}`,
      `student import ${roll} --on-conflict update`,
      `attendance record ${someId()} ${on} --days ${below(60) / 2}`,
      `attendance record ${someId()} ${on} --days ${below(60) / 2}`,
      `purchase add --date ${month}-1${below(9)} --head ${one(['Gas', 'Milk'])} --amount ${1 + below(9000)}`,
      `purchase void ${1 + below(40)} --reason returned --yes`,
      `bill register ${on} --total ${1000 + below(90_000)}`,
      `bill revise ${on} --total ${1000 + below(90_000)} --reason "a late invoice" --yes`,
      `bill void ${on} --reason mistyped --yes`,
      `month close ${on} --as-is --reason "vacation"`,
      `month reopen ${on} --reason "a late invoice"`,
      `settings --admin-idle ${30 + below(90)}`,
      `purchase heads add Head-${below(30)} --kind fixed`,
      `purchase heads rename Head-${below(30)} Head-${below(30)}`,
      `purchase heads ${one(['hide', 'unhide'])} Head-${below(30)}`,
      `purchase edit ${1 + below(20)} --amount ${1 + below(9000)}`,
      `attendance today --date ${month}-0${1 + below(9)} --absent ${someId()} --replace`,
      `attendance today --date ${month}-0${1 + below(9)} --only --half ${someId()}`,
      `attendance today --date ${month}-0${1 + below(9)} --clear --yes`,
      `attendance away ${someId()} --from ${month}-0${1 + below(5)} --to ${month}-0${5 + below(5)}`,
      `attendance away ${someId()} --from ${month}-01 --to ${month}-09 --cancel`,
      `attendance clear ${someId()} ${on} --yes`,
      `attendance record ${someId()} ${on} --days ${below(60) / 2} --replace`,
      `attendance import ${figures} --replace --partial`,
      `attendance import ${figures} --replace --partial`,
      `attendance undo ${1 + below(12)} --yes`,
    ];
    return one(lines);
  };
  for (let done = 0; done < count; done++) {
    if (done % 20 === 0) await writeRoll(mess, below(1000));
    await writeFigures(mess, below(1000));
    // At first a roll, or nearly everything would be refused.
    const line = done < 8 ? newStudent(`H${done + 1}`) : someLine();
    const { code, stderr } = await mess(...wordsOf(line), '--no-input');
    if (![0, 3, 6, 8].includes(code)) throw new Error(`mess ${line} ended with ${code}: ${stderr}`);
    if (code === 0) await look(line);
  }
}

/** Figures of two months, or a log of one. */
async function writeFigures(mess: TestMess, seed: number): Promise<void> {
  const { below, one } = createPicker(seed);
  const someId = () => `H${1 + below(12)}`;
  if (below(2) === 0) {
    const rows = MONTHS.slice(1).flatMap((month) =>
      [someId(), someId(), someId()].map((id) => `${id},${month},${below(60) / 2}`),
    );
    await mess.file('figures.csv', ['student_id,month,days_present', ...rows, ''].join('\n'));
    return;
  }
  const [month, first] = [one(MONTHS), 1 + below(5)];
  const rows = [someId(), someId()].flatMap((id) =>
    [0, 1, 2].map((more) => `${id},${month}-0${first + more} 08:00`),
  );
  await mess.file('figures.csv', ['student_id,timestamp', ...rows, ''].join('\n'));
}

async function writeRoll(mess: TestMess, seed: number): Promise<void> {
  const { below, one } = createPicker(seed);
  const rows = ['H1', 'H2', `F${below(50)}`, `F${below(50)}a`].map(
    (id) => `${id},${one(NAMES)},CSE,98${10_000_000 + below(89_000_000)}`,
  );
  await mess.file('history.csv', ['id,name,branch,phone', ...rows, ''].join('\n'));
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
