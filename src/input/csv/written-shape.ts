import { toDate, toOffset, toSeconds } from './dates/forms.ts';

/** Which of the three of a date is the day, the month and the year. */
export type Order = 'DMY' | 'MDY' | 'YMD';

/** A date as it was written, perhaps with a time, taken apart: see the groups of `WRITTEN`. */
export type WrittenDate = RegExpExecArray;

/** How dates are written, whatever dates they are: all that one form reads has the same shape. */
export interface WrittenShape {
  /** In which its numbers may stand. */
  readonly orders: readonly Order[];
  /** The form that reads it, of one letter where the day, the month or the hour may be of one digit. */
  formBy(order: Order, widths: Widths): string;
}

export interface Widths {
  isShort: boolean;
  isHourShort: boolean;
}

const ZONE = String.raw`Z|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC`;
const TIME = String.raw`(,?)(\s+|T)(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?:\s*([ap])\.?\s?m\.?)?(?:(\s*)(${ZONE}))?`;
const WRITTEN = new RegExp(
  String.raw`^(\d{1,4}|[a-z]{3,9}\.?)(\s|[-/.])(\d{1,2}|[a-z]{3,9}\.?)(,?)(\s|[-/.])(\d{1,4})(?:${TIME})?$`,
  'i',
);

/** @returns undefined for what is no date, or has a time that there is not */
export function readWritten(text: string): WrittenDate | undefined {
  const written = WRITTEN.exec(text);
  if (written === null) return undefined;
  const [hour, minute = '', second = '0', half, zone] = [9, 10, 11, 13, 15].map(
    (at) => written[at],
  );
  if (hour === undefined) return written;
  if (zone !== undefined && Number.isNaN(toOffset(zone))) return undefined;
  return toSeconds(hour, minute, second, half) === undefined ? undefined : written;
}

/** The same text for the same shape. */
export function keyOf(written: WrittenDate): string {
  const [, first = '', sign = '', second = '', comma = '', sign2 = '', third = ''] = written;
  const date = `${kindOf(first)}${blankOr(sign)}${kindOf(second)}${comma}${blankOr(sign2)}${kindOf(third)}`;
  if (written[9] === undefined) return date;
  let parts = written[14] === '' ? 1 : 0;
  for (const at of [11, 12, 13, 15]) parts = parts * 2 + (written[at] === undefined ? 0 : 1);
  return `${date}${written[7]}${blankOr(written[8] ?? '')}${parts}`;
}

type Kind = 'name' | 'four' | 'few' | 'none';

/** A day or a year of two digits may have one in another row, so both are a few. */
function kindOf(part: string): Kind {
  if (/^[a-z]/i.test(part)) return 'name';
  return part.length > 2 ? (part.length === 4 ? 'four' : 'none') : 'few';
}

/** @returns `YYYY-MM-DD`; undefined where it is no date in that order */
export function dateBy(order: Order, written: WrittenDate): string | undefined {
  const [, first = '', , second = '', , , third = ''] = written;
  if (order === 'DMY') return toDate(third, second, first);
  return order === 'MDY' ? toDate(third, first, second) : toDate(first, second, third);
}

/** The widths of what one date has. */
export function widthsOf(written: WrittenDate): Widths {
  const isShort = [1, 3, 6].some((at) => written[at]?.length === 1);
  return { isShort, isHourShort: written[9]?.length === 1 };
}

/** @param written any that is of the shape */
export function shapeOf(written: WrittenDate): WrittenShape {
  const [, first = '', sign = '', second = '', comma = '', sign2 = '', third = ''] = written;
  const kinds = [first, second, third].map(kindOf);
  const isNamed = kinds.includes('name');
  return {
    orders: blankOr(sign) === blankOr(sign2) ? ordersOf(kinds) : [],
    formBy(order, { isShort, isHourShort }) {
      const letters: Record<string, string> = {
        D: isShort ? 'D' : 'DD',
        M: isNamed ? 'MMM' : isShort ? 'M' : 'MM',
        Y: kinds.includes('four') ? 'YYYY' : 'YY',
      };
      const [one, two, three] = [...order].map((letter) => letters[letter]);
      const date = `${one}${blankOr(sign)}${two}${comma}${blankOr(sign2)}${three}`;
      return `${date}${clockOf(written, isHourShort)}`;
    },
  };
}

function ordersOf([first, second, third]: readonly Kind[]): readonly Order[] {
  if (third === 'none' || third === 'name' || second === 'four' || second === 'none') return [];
  if (first === 'name') return second === 'name' ? [] : ['MDY'];
  if (first === 'four') return third === 'few' ? ['YMD'] : [];
  if (first === 'none') return [];
  if (second === 'name') return ['DMY'];
  return third === 'four' ? ['DMY', 'MDY'] : ['DMY', 'MDY', 'YMD'];
}

function clockOf(written: WrittenDate, isShort: boolean): string {
  const [comma = '', gap = '', hour, , second, fraction, half, blank, zone] = written.slice(7);
  if (hour === undefined) return '';
  return [
    `${comma}${blankOr(gap)}`,
    (half === undefined ? 'H' : 'h').repeat(isShort ? 1 : 2),
    ':mm',
    second === undefined ? '' : ':ss',
    fraction === undefined ? '' : '.S',
    half === undefined ? '' : ' A',
    zone === undefined ? '' : `${blank === '' ? '' : ' '}Z`,
  ].join('');
}

function blankOr(sign: string): string {
  return sign.trim() === '' ? ' ' : sign.toUpperCase();
}
