import { ValueError } from '../../errors.ts';

const MARKS: ReadonlyMap<string, number> = new Map([
  ['p', 100],
  ['a', 0],
  ['h', 50],
  ['½', 50],
]);

/** In tenths and hundredths, too: that is how a spreadsheet may show a number. */
const NUMBER = /^(?:([01])(?:[.,]0{1,2})?|0?[.,]50?)$/;

/**
 * What a register says of one day: hundredths of a day, or undefined where the cell is empty.
 *
 * @throws ValueError `bad_mark`
 */
export function parseMark(text: string): number | undefined {
  const mark = text.trim().toLowerCase();
  if (mark === '') return undefined;
  const number = NUMBER.exec(mark);
  if (number) return number[1] === undefined ? 50 : Number(number[1]) * 100;
  const hundredths = MARKS.get(mark);
  if (hundredths === undefined) {
    throw new ValueError('bad_mark', 'not a mark; write P or 1, A or 0, H or 0.5, or nothing');
  }
  return hundredths;
}
