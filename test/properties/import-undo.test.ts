import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { TestMess } from '../support/mess.ts';
import { MONTHLY, MONTHS, ROLL } from './attendance-files.ts';
import { csvText } from './csv-text.ts';
import {
  createWith,
  figuresIn,
  importBytes,
  importClean,
  recordedIn,
  runs,
  TIMEOUT_MS,
} from './state.ts';

vi.setConfig({ testTimeout: TIMEOUT_MS });

/** A figure with the entry of the record of changes that wrote it. */
interface Written {
  readonly days: number;
  readonly by: number;
}

/** An import that was recorded. */
interface Made {
  readonly no: number;
  readonly by: number;
  readonly content: string;
  /** What each figure that it wrote was before, by month and id. */
  readonly before: ReadonlyMap<string, Written | undefined>;
  /** What it found to be so already. */
  readonly found: ReadonlyMap<string, Written>;
  readonly months: ReadonlySet<string>;
  undone: boolean;
  /** Something of what it found went when another import was undone. */
  isShaken: boolean;
  /** Another import about one of its months was undone: it may count, and need not. */
  isInDoubt: boolean;
}

/** What ought to stand, by month and id, and the imports so far. */
interface Model {
  readonly figures: Map<string, Written>;
  readonly made: Made[];
}

const figure = fc.record({
  id: fc.constantFrom('S1', 'S2', '007'),
  month: fc.constantFrom(...MONTHS),
  days: fc.integer({ min: 0, max: 3 }),
});
type Figure = typeof figure extends fc.Arbitrary<infer T> ? T : never;

const keyOf = ({ id, month }: Figure) => `${month} ${id}`;

const S1 = { id: 'S1', month: '2025-05', days: 1 } as const;
const S2 = { id: 'S2', month: '2025-05', days: 2 } as const;

const file = fc.oneof(
  fc.uniqueArray(figure, { minLength: 1, maxLength: 5, selector: keyOf }),
  // Few enough that the same one comes again.
  fc.constantFrom<Figure[]>([S1], [S1, S2], [{ ...S1, days: 2 }, S2]),
);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('import' as const), file }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('record' as const), figure }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('undo' as const),
      which: fc.constantFrom('last that stands', 'last that stands', 'last', 'first'),
    }),
  },
);

const fileOf = (figures: readonly Figure[]) => [
  [...MONTHLY],
  ...figures.map(({ id, month, days }) => [id, month, String(days)]),
];

const lastEntry = (mess: TestMess) =>
  mess.rows<{ n: number }>('select max(sequence) as n from audit_entries')[0]?.n ?? 0;

async function importAndModel(mess: TestMess, { figures, made }: Model, of: readonly Figure[]) {
  const content = csvText(fileOf(of));
  const report = await importBytes(mess, 'attendance', content);
  expect(report.code).toBe(0);
  const standing = made.findLast((one) => one.content === content && !one.undone);
  const taken = report.alreadyImported?.no;
  if (standing === undefined || standing.isShaken) expect(taken).toBe(undefined);
  else if (taken !== undefined || !standing.isInDoubt) expect(taken).toBe(standing.no);
  if (taken !== undefined) return;
  const by = lastEntry(mess);
  const changed = of.filter((each) => figures.get(keyOf(each))?.days !== each.days);
  const before = new Map(changed.map((each) => [keyOf(each), figures.get(keyOf(each))]));
  const found = new Map(
    of.flatMap((each) => {
      const was = figures.get(keyOf(each));
      return was?.days === each.days ? [[keyOf(each), was]] : [];
    }),
  );
  for (const each of changed) figures.set(keyOf(each), { days: each.days, by });
  const months = new Set(of.map(({ month }) => month));
  expect(report.import).not.toBe(null);
  made.push({
    no: report.import ?? 0,
    by,
    content,
    before,
    found,
    months,
    undone: false,
    isShaken: false,
    isInDoubt: false,
  });
}

async function recordAndModel(mess: TestMess, { figures }: Model, of: Figure) {
  await mess.do(`attendance record ${of.id} --month ${of.month} --days ${of.days}`);
  if (figures.get(keyOf(of))?.days === of.days) return;
  figures.set(keyOf(of), { days: of.days, by: lastEntry(mess) });
}

/** @returns whether it could be undone; undefined where there is nothing to undo */
async function undoAndModel(
  mess: TestMess,
  { figures, made }: Model,
  which: string,
): Promise<boolean | undefined> {
  const one =
    which === 'first' ? made[0] : made.findLast(({ undone }) => which === 'last' || !undone);
  if (one === undefined) return undefined;
  const stands = [...one.before.keys()].every((key) => figures.get(key)?.by === one.by);
  const { code } = await mess('attendance', 'undo', String(one.no));
  expect(code).toBe(stands && !one.undone ? 0 : 8);
  if (code !== 0) return false;
  one.undone = true;
  for (const other of made) {
    other.isShaken ||= [...other.found.values()].some(({ by }) => by === one.by);
    other.isInDoubt ||= [...one.months].some((month) => other.months.has(month));
  }
  for (const [key, was] of one.before) {
    if (was === undefined) figures.delete(key);
    else figures.set(key, was);
  }
  return true;
}

function modelled({ figures }: Model) {
  const rows = [...figures].map(([key, { days, by }]) => {
    const [month = '', id = ''] = key.split(' ');
    return { month, id, days: days * 100, by };
  });
  return rows.sort((a, b) => (`${a.month} ${a.id}` < `${b.month} ${b.id}` ? -1 : 1));
}

describe('undo', () => {
  test('gives back what was there before, with who had written it, unless it was changed since', async () => {
    const seen = { undone: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 14, size: 'max' }),
        async (steps) => {
          const mess = await createWith(ROLL);
          const model: Model = { figures: new Map(), made: [] };
          for (const each of steps) {
            if (each.do === 'import') await importAndModel(mess, model, each.file);
            else if (each.do === 'record') await recordAndModel(mess, model, each.figure);
            else {
              const undone = await undoAndModel(mess, model, each.which);
              if (undone !== undefined) seen[undone ? 'undone' : 'refused'] += 1;
            }
            expect(figuresIn(mess)).toEqual(modelled(model));
          }
        },
      ),
      runs(60),
    );
    expect(seen.undone).toBeGreaterThan(20);
    expect(seen.refused).toBeGreaterThan(5);
  });

  test('of one import lets another be taken again that had found its figure', async () => {
    const mess = await createWith(ROLL);
    const model: Model = { figures: new Map(), made: [] };
    await importAndModel(mess, model, [S1]);
    await importAndModel(mess, model, [S1, S2]);
    expect(await undoAndModel(mess, model, 'first')).toBe(true);
    expect(figuresIn(mess)).toEqual(modelled(model));
    expect(model.made[1]?.isShaken).toBe(true);
    await importAndModel(mess, model, [S1, S2]);
    expect(figuresIn(mess)).toEqual(modelled(model));
    expect(recordedIn(mess)).toHaveLength(2);
  });

  test('one after the other, the last first, leads back through all that was recorded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 5 }), async (files) => {
        const mess = await createWith(ROLL);
        const before: ReturnType<typeof figuresIn>[] = [];
        for (const each of files) {
          before.push(figuresIn(mess));
          await importClean(mess, fileOf(each), '--again');
        }
        for (const figures of before.toReversed()) {
          await mess.do(`attendance undo ${before.indexOf(figures) + 1}`);
          expect(figuresIn(mess)).toEqual(figures);
        }
      }),
      runs(20),
    );
  });
});
