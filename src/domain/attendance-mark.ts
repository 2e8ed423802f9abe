import { ValueError } from '../errors.ts';

const MARKS: ReadonlyMap<string, number> = new Map([
  ['p', 100],
  ['1', 100],
  ['a', 0],
  ['0', 0],
  ['h', 50],
  ['½', 50],
  ['0.5', 50],
  ['.5', 50],
  ['0,5', 50],
]);

/**
 * What a register says of one day: hundredths of a day, or undefined where the cell is empty.
 *
 * @throws ValueError `bad_mark`
 */
export function parseMark(text: string): number | undefined {
  const mark = text.trim().toLowerCase();
  if (mark === '') return undefined;
  const hundredths = MARKS.get(mark);
  if (hundredths === undefined) {
    throw new ValueError('bad_mark', 'not a mark; write P or 1, A or 0, H or 0.5, or nothing');
  }
  return hundredths;
}
