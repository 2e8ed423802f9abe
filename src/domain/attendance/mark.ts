import { ValueError } from '../../errors.ts';

/** What a mark says of a day. A day off counts nothing, and is no absence. */
export type MarkMeaning = 'present' | 'half' | 'absent' | 'off';

export const MARK_MEANINGS: readonly MarkMeaning[] = ['present', 'half', 'absent', 'off'];

/** Hundredths of a day. */
export const DAYS_OF_MEANING: Readonly<Record<MarkMeaning, number>> = {
  present: 100,
  half: 50,
  absent: 0,
  off: 0,
};

/** A mark that a mess has given a meaning of its own. */
export interface OwnMark {
  /** As it was written. */
  readonly mark: string;
  readonly meaning: MarkMeaning;
}

/**
 * What marks mean until a mess says otherwise: only what is the same wherever they are used. `L` is
 * leave or late, `HL` a holiday or half a leave, `OD` duty away from the mess or at it: these are asked.
 */
const DEFAULTS: Readonly<Record<MarkMeaning, readonly string[]>> = {
  present: ['P', 'Present', 'Yes', 'True', '✓', '✔', 'WOP', 'Present on off day', 'C/In', 'C/Out'],
  half: ['H', '½', 'HD', 'Half Day', 'Half', '½P', 'P½'],
  absent: ['A', 'Absent', 'No', 'False', 'Leave', 'On Leave', 'CL', 'SL', 'EL'],
  off: ['WO', 'Weekly Off', 'Week Off', 'Off', 'HOL', 'Holiday', 'NH', 'Closed'],
};

/** Half a day, or a holiday: many offices write them alike. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['h', 'hd']);

/** What says nothing that anybody would want to look at, where everybody has it. */
const PLAIN: ReadonlySet<string> = new Set(['p', 'present', 'yes', 'true', '✓', '✔']);

/** In tenths and hundredths, too: that is how a spreadsheet may show a number. */
const NUMBER = /^(?:([01])(?:[.,]0{1,2})?|0?[.,]50?)$/;

let defaultMeanings: ReadonlyMap<string, MarkMeaning> | undefined;

/** Made when it is asked for: what tells letters apart takes a millisecond of every command. */
function getDefaultMeanings(): ReadonlyMap<string, MarkMeaning> {
  defaultMeanings ??= new Map(
    MARK_MEANINGS.flatMap((meaning) => DEFAULTS[meaning].map((mark) => [markKey(mark), meaning])),
  );
  return defaultMeanings;
}

/** All marks that have a meaning without the mess, the numbers among them. */
export function listDefaultMarks(): OwnMark[] {
  const numbers = { present: ['1'], half: ['0.5'], absent: ['0'], off: [] };
  return MARK_MEANINGS.flatMap((meaning) =>
    [...DEFAULTS[meaning], ...numbers[meaning]].map((mark) => ({ mark, meaning })),
  );
}

/** Marks are told apart without regard to case and to spaces, hyphens and slashes in them: `W/O` is `WO`. */
export function markKey(text: string): string {
  const folded = text.trim().normalize('NFC').toLowerCase();
  return folded.replace(/(?<=[\p{L}\u00bd])[\s/_-]+(?=[\p{L}\u00bd])/gu, '');
}

const MAX_MARK = 40;

/** @throws ValueError `bad_mark` */
export function parseMarkName(text: string): string {
  const mark = text.trim().replace(/\s+/g, ' ');
  const length = [...mark].length;
  if (length === 0) throw new ValueError('bad_mark', 'the mark is missing');
  if (length > MAX_MARK || /[=\p{C}]/u.test(mark)) {
    throw new ValueError('bad_mark', `not a mark; up to ${MAX_MARK} characters, without =`);
  }
  return mark;
}

/** What people call them otherwise. */
const SYNONYMS: ReadonlyMap<string, MarkMeaning> = new Map([
  ['holiday', 'off'],
  ['leave', 'absent'],
  ['half day', 'half'],
]);

/** @throws ValueError `bad_meaning` */
export function parseMeaning(text: string): MarkMeaning {
  const word = text.trim().toLowerCase();
  const meaning = MARK_MEANINGS.find((each) => each === word) ?? SYNONYMS.get(word);
  if (meaning !== undefined) return meaning;
  const message = 'a mark means present, half, absent or off (closed, and nobody is absent)';
  throw new ValueError('bad_meaning', message);
}

/**
 * A mark with its meaning: `H=holiday`.
 *
 * @throws ValueError `bad_mark` or `bad_meaning`
 */
export function parseOwnMark(text: string): OwnMark {
  const at = text.lastIndexOf('=');
  if (at < 0) throw new ValueError('bad_mark', 'write the mark and its meaning, like WO=off');
  return { mark: parseMarkName(text.slice(0, at)), meaning: parseMeaning(text.slice(at + 1)) };
}

/** A mark as it stands in a file. */
export interface Mark {
  /** Its number among those of the file, from 0. */
  readonly no: number;
  /** As it is written first. */
  readonly text: string;
  readonly meaning: MarkMeaning;
  /** Hundredths of a day. */
  readonly daysHundredths: number;
  /** It may well mean something else, and nobody has said what it means. */
  readonly isAmbiguous: boolean;
  /** Nobody is surprised where everybody has it. */
  readonly isPlain: boolean;
}

/** The marks of one file. */
export interface Marks {
  /**
   * The same mark for every spelling of it; undefined where nothing is written.
   *
   * @throws ValueError `bad_mark`
   */
  read(text: string): Mark | undefined;
  /** A mark that the file does not spell, as an empty cell in a column that says when somebody came. */
  make(text: string, meaning: MarkMeaning): Mark;
}

/** @param own what the mess, or who imports the file, has said; later ones win */
export function createMarks(own: readonly OwnMark[]): Marks {
  const said = new Map(own.map(({ mark, meaning }) => [markKey(mark), meaning]));
  const known = new Map<string, Mark>();

  function remember(key: string, text: string, meaning: MarkMeaning, isOwn: boolean): Mark {
    const mark = {
      no: known.size,
      text,
      meaning,
      daysHundredths: DAYS_OF_MEANING[meaning],
      isAmbiguous: !isOwn && AMBIGUOUS.has(key),
      isPlain: meaning === 'off' || PLAIN.has(key) || NUMBER.test(key),
    };
    known.set(key, mark);
    return mark;
  }

  return {
    read(text) {
      const trimmed = text.trim();
      if (trimmed === '') return undefined;
      const key = markKey(trimmed);
      const before = known.get(key);
      if (before !== undefined) return before;
      const ofMess = said.get(key);
      const meaning = ofMess ?? meaningOfNumber(key) ?? getDefaultMeanings().get(key);
      if (meaning === undefined) {
        const remedy = { offer: 'mark', mark: trimmed } as const;
        throw new ValueError('bad_mark', 'not a mark of this mess', remedy);
      }
      return remember(key, trimmed, meaning, ofMess !== undefined);
    },
    make: (text, meaning) => known.get(`\n${text}`) ?? remember(`\n${text}`, text, meaning, true),
  };
}

function meaningOfNumber(text: string): MarkMeaning | undefined {
  const number = NUMBER.exec(text);
  if (number === null) return undefined;
  if (number[1] === undefined) return 'half';
  return number[1] === '1' ? 'present' : 'absent';
}

/** Of these nobody asks what they mean. */
const OF_ABSENCE: ReadonlySet<string> = new Set(['a', 'ab', 'absent', 'no', 'false']);

/**
 * Which one of the marks of a row, counted otherwise, makes such a difference to their sum.
 *
 * @param difference hundredths of days, more where it is above 0
 * @returns each with the meaning that it needs; none where no single mark makes it
 */
export function marksThatExplain(
  marks: readonly (Mark | undefined)[],
  difference: number,
): OwnMark[] {
  const counts = new Map<Mark, number>();
  for (const mark of marks) if (mark !== undefined) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return [...counts].flatMap(([mark, count]) => {
    const { text, daysHundredths, isPlain, meaning } = mark;
    if ((isPlain && meaning !== 'off') || OF_ABSENCE.has(markKey(text))) return [];
    const needed = daysHundredths + difference / count;
    const other = (['present', 'half', 'off'] as const).find(
      (each) => DAYS_OF_MEANING[each] === needed,
    );
    return other === undefined ? [] : [{ mark: text, meaning: other }];
  });
}
