import { MARK_MEANINGS, type MarkMeaning } from '../../../domain/attendance/mark.ts';
import type { RowError } from '../../../domain/imports/report.ts';
import { headKey } from '../../../domain/purchases/purchase.ts';
import { monthName } from '../../../domain/values/month.ts';
import type { ValueError } from '../../../errors.ts';
import type { Remedy } from '../../../facts.ts';
import { quoteWord, shellWord } from '../../shell-word.ts';
import { NEW_STUDENT } from './strangers.ts';

type Sentences = {
  readonly [O in Remedy['offer']]: (
    remedy: Extract<Remedy, { readonly offer: O }>,
    sentence: string,
  ) => string;
};

/** What is wrong with a value, and the option or the command that helps. */
const SENTENCES: Sentences = {
  'ignore columns': (_, sentence) => `${sentence}; --ignore-unknown passes over it`,
  'rename column': ({ column }, sentence) => `${sentence}; ${sayRename(column)}`,
  'count otherwise': ({ column, marks }, sentence) => {
    const options = marks.map(({ mark, meaning }) => `--mark ${shellWord(`${mark}=${meaning}`)}`);
    const count = options.length === 0 ? '' : `if the column is right: ${options.join(' or ')}; `;
    return `${sentence}; ${count}${options.length === 0 ? '' : 'else '}${sayRename(column)}`;
  },
  mark: ({ mark }, sentence) => `${sentence}; ${sayMark(mark)}`,
  meaning: ({ mark, elsewhere }, sentence) =>
    elsewhere === 0
      ? `${sentence}; ${sayMark(mark, 'off')}`
      : `${sentence}; write the holiday with a mark of its own in the file, such as WO; or if it means the same everywhere, ${sayMark(mark)}`,
  'days present': (_, sentence) =>
    `${sentence}; with a column of marks, such as Status, it is a daily file, and if each row is a day present: --layout daily`,
  meals: (_, sentence) => sentence,
  columns: ({ likely }, sentence) => `${sentence}; --columns ${likely} may name them`,
  'name column': (_, sentence) => sentence,
  'change alone': (_, sentence) => sentence,
  column: (_, sentence) =>
    `${sentence}; leave out --columns, and say what it does not with --column`,
  'side of amounts': (_, sentence) => sentence,
  'not students': (_, sentence) => `${sentence}; take it out of --not-students`,
  'more rows': (_, sentence) => `${sentence}; --max-rows allows more`,
  'longer rows': (_, sentence) => `${sentence}, or --max-record-size must be more`,
  'larger files': (_, sentence) => `${sentence}; --max-file-size allows more`,
  'encoding of file': (_, sentence) => `${sentence}; leave out --encoding`,
  'another encoding': (_, sentence) => `${sentence}; try another --encoding`,
  'likely encoding': ({ encoding }, sentence) =>
    `${sentence}; it looks like --encoding ${encoding}`,
  'possible encoding': ({ encoding }, sentence) => `${sentence}, or try --encoding ${encoding}`,
  'date form': ({ isGiven, likely, isAmbiguous }, sentence) => {
    if (isAmbiguous) return sentence;
    const said = isGiven ? 'does not have the form of --date-format' : sentence;
    return likely === undefined ? said : `${said}; try --date-format "${likely}"`;
  },
  month: ({ likely }, sentence) =>
    `${sentence}; if ${monthName(likely)} is meant, give --month ${likely}`,
  year: (_, sentence) => `${sentence}; give --year YYYY`,
  'other days': (_, sentence) => `${sentence}; --from and --to pass over other days`,
  replace: ({ isOfDays }, sentence) => {
    const passOver = isOfDays ? '--from and --to pass over days that are not meant, ' : '';
    return `${sentence}; ${passOver}--replace takes it all the same`;
  },
  'one log': (_, sentence) => `${sentence}; --replace takes it all the same`,
  'beyond membership': (_, sentence) => `${sentence}; --beyond-membership takes it all the same`,
  refund: (_, sentence) =>
    `${sentence}; of money that went back: mess purchase add --refund, mess payment refund`,
  unlikely: (_, sentence) => `${sentence}; --unlikely takes it all the same`,
  'on conflict': (_, sentence) =>
    `${sentence}; --on-conflict update takes the file's, skip keeps it`,
  'add student': ({ id }, sentence) => `${sentence} If it is somebody else: mess student add ${id}`,
  'show head': ({ head }, sentence) =>
    `${sentence}; mess purchase heads unhide ${shellWord(head)} shows it again`,
  heads: (_, sentence) => `${sentence}; mess purchase heads lists them`,
};

function sayRename(column: string): string {
  return `called "_${column}" in the file it is passed over`;
}

/** What a mark may mean is for the person to say: none is offered alone, and none first unless it is likely. */
function sayMark(mark: string, meaning?: MarkMeaning): string {
  if (meaning === undefined) {
    const word = shellWord(`${mark}=MEANING`);
    const set = `mess attendance marks set ${shellWord(mark)} MEANING`;
    return `--mark ${word} (${MARK_MEANINGS.join(', ')}), or once for all: ${set}`;
  }
  const others = MARK_MEANINGS.filter((each) => each !== meaning).join(', ');
  const once = `--mark ${shellWord(`${mark}=${meaning}`)} (or ${others})`;
  return `${once}, or once for all: mess attendance marks set ${shellWord(mark)} ${meaning}`;
}

function complete(sentence: string, remedy: Remedy | undefined): string {
  if (remedy === undefined) return sentence;
  const say = SENTENCES[remedy.offer] as (remedy: Remedy, sentence: string) => string;
  return say(remedy, sentence);
}

/** What a parser has against a value, in the words of the command line. */
export function sayRefusal({ message, remedy }: ValueError): string {
  return complete(message, remedy);
}

/**
 * What helps against the cause that most mistakes of a file have, before the file is looked at row by
 * row; undefined where only that helps.
 */
export function sayCure(mistake: RowError | undefined): string | undefined {
  if (mistake === undefined) return undefined;
  const { code, remedy } = mistake;
  if (code === 'unknown_student') return NEW_STUDENT;
  if (remedy === undefined) return undefined;
  switch (remedy.offer) {
    case 'date form':
      if (remedy.isAmbiguous) return 'give the form whose dates are right with --date-format';
      return remedy.likely && `tell how dates are written: --date-format "${remedy.likely}"`;
    case 'columns':
      return `name the columns of the file: --columns ${remedy.likely}`;
    case 'name column': {
      const named = shellWord(`${remedy.likely ?? 'NAME'}=${remedy.column}`);
      return `if a column of the file is it: --column ${named}`;
    }
    case 'change alone':
      return 'to change only what the file has, of students on the roll: --on-conflict update';
    case 'month':
      return `if ${monthName(remedy.likely)} is meant: --month ${remedy.likely}`;
    case 'show head':
      return `mess purchase heads unhide ${shellWord(remedy.head)}`;
    case 'mark':
    case 'meaning':
      return `say what the marks mean, with --mark or once for all with mess attendance marks set`;
    case 'days present':
      return 'if each row is a day present: --layout daily';
    case 'meals':
      return 'if the figures are meals, write days: 61 meals at two a day are 30.5';
    case 'side of amounts':
      return 'say it with --amounts credit or --amounts debit';
    case 'on conflict':
      return '--on-conflict update takes what the file says, skip what is recorded';
    default:
      return undefined;
  }
}

/** What helps where a log lacks days of the last one; undefined where none does. */
export function sayOneLog(errors: readonly RowError[]): string | undefined {
  if (!errors.some(({ remedy }) => remedy?.offer === 'one log')) return undefined;
  return 'put the logs of two devices, or of one that was emptied, into one file (docs/gate.md); --replace takes this one in place of the last';
}

/** More are not to be pasted at once. */
const MAX_HEADS = 20;

/** The commands that add the heads which a file has and the mess has not; undefined where there are none. */
export function sayNewHeads(errors: readonly RowError[]): string | undefined {
  const missing = errors.filter(({ remedy }) => remedy?.offer === 'heads');
  const names = new Map(missing.map(({ value }) => [headKey(value), value.trim()]));
  if (names.size === 0) return undefined;
  const add = [...names.values()]
    .slice(0, MAX_HEADS)
    // Quoted, whatever they are: so a command stays whole on a narrow terminal.
    .map((name) => `mess purchase heads add ${quoteWord(name)} --kind dividing`);
  const are = names.size === 1 ? 'for a new head' : 'for new heads';
  return `${are}, dividing (food) or fixed (wages, gas): ${add.join('; ')}`;
}

/** A mistake of a file in the words of the command line. */
export function sayMistake<E extends RowError>({
  remedy,
  once: _,
  ...mistake
}: E): Omit<E, 'remedy' | 'once'> {
  return { ...mistake, message: complete(mistake.message, remedy) };
}
