import type { RowError } from '../../../domain/imports/report.ts';
import { describeDates, exchangeDayAndMonth } from '../../../domain/values/date.ts';
import { ValueError } from '../../../errors.ts';
import type { Remedy } from '../../../facts.ts';
import {
  dateBy,
  keyOf,
  type Order,
  readWritten,
  shapeOf,
  type Widths,
  type WrittenDate,
  type WrittenShape,
  widthsOf,
} from '../written-shape.ts';
import { compileForm, type ReadTime } from './forms.ts';

/**
 * Finds how the dates of a file are written, over all its rows: one row may fit several forms. What is
 * read as it should be costs nothing; only what is refused is looked at.
 */
export interface DateJudge {
  /** @param date `YYYY-MM-DD`, as it was written */
  accept(text: string, date: string): void;
  /** @returns what is to be thrown of it; what helps is known only in `review` */
  refuse(code: 'bad_date' | 'bad_timestamp', text: string): ValueError;
  /** Says of the mistakes of a file, when all its rows are read, which form its dates have. */
  review(errors: readonly RowError[]): readonly RowError[];
}

/** What the refused texts of one shape are in one order. */
interface Candidate {
  readonly shape: Kept;
  readonly order: Order;
  fits: number;
  /** `YYYY-MM-DD`, the least and the greatest. */
  first: string;
  last: string;
}

interface Kept extends Widths, WrittenShape {
  readonly candidates: Candidate[];
  /** Day and month are different numbers in one of them, so that their order matters. */
  isOrdered: boolean;
}

interface Reading extends Candidate {
  readonly form: string;
  readonly read: ReadTime;
  /** What it reads of the whole file, refused or not. */
  readonly all: number;
}

/** @param isGiven whether somebody said of which form they are */
export function createDateJudge(isGiven: boolean): DateJudge {
  const shapes = new Map<string, Kept>();
  let [accepted, refused] = [0, 0];
  let sample: { readonly text: string; readonly date: string } | undefined;
  // What is read with the day first may be read with the month first, too, only up to the 12th.
  let isExchangeable = true;

  function readingOf(candidate: Candidate): Reading {
    const { shape, order, fits } = candidate;
    const form = shape.formBy(order, shape);
    const read = compileForm(form);
    return { ...candidate, form, read, all: fits + (alsoReads(read) ? accepted : 0) };
  }

  /** Whether it reads what was accepted, too. */
  function alsoReads(read: ReadTime): boolean {
    const date = sample && read(sample.text)?.date;
    if (date === undefined || sample === undefined) return false;
    return date === sample.date || (isExchangeable && date === exchangeDayAndMonth(sample.date));
  }

  /** The forms of most of the file, if most is of one shape: several where they fit equally well. */
  function judge(): readonly Reading[] {
    const readings = [...shapes.values()].flatMap(likelyOrders).map(readingOf);
    const most = readings.reduce((count, { all }) => Math.max(count, all), 0);
    if (most * 2 < accepted + refused || most <= accepted) return [];
    const likely = readings.filter(({ all }) => all === most);
    return likely.filter(({ shape }) => shape === likely[0]?.shape);
  }

  return {
    accept(text, date) {
      accepted++;
      sample ??= { text, date };
      if (date.slice(8) > '12') isExchangeable = false;
    },
    refuse(code, text) {
      refused++;
      const written = readWritten(text);
      if (written !== undefined) add(shapes, written);
      const like = code === 'bad_date' ? 'date like 2025-05-31' : 'timestamp like 2025-05-31 08:15';
      const sentence = isGiven ? 'does not have the form that was given' : `not a ${like}`;
      return new ValueError(code, sentence, UNJUDGED[isGiven ? 'given' : 'usual']);
    },
    review(errors) {
      const readings = refused === 0 ? [] : judge();
      const [likely, ...others] = readings;
      if (likely === undefined) return errors;
      const isAmbiguous = others.length > 0;
      const form = isAmbiguous ? undefined : likely.form;
      const remedy: Remedy = { offer: 'date form', isGiven, likely: form, isAmbiguous };
      const doubt = `more than one form fits: ${readings.map(describe).join(', ')}`;
      const misfit = `not of the form that most have, ${readings.map((each) => each.form).join(' or ')}`;
      const isMost = likely.all * 2 > accepted + refused;
      const isOfThem = (value: string) =>
        likely.fits === refused || readings.some(({ read }) => read(value.trim()) !== undefined);
      return errors.map((error) => {
        if (error.remedy?.offer !== 'date form') return error;
        const { line, column, code, value, message } = error;
        if (isOfThem(value)) {
          return { line, column, code, value, message: isAmbiguous ? doubt : message, remedy };
        }
        return isMost ? { line, column, code, value, message: misfit } : error;
      });
    },
  };
}

const UNJUDGED = {
  given: { offer: 'date form', isGiven: true, likely: undefined, isAmbiguous: false },
  usual: { offer: 'date form', isGiven: false, likely: undefined, isAmbiguous: false },
} as const satisfies Record<string, Remedy>;

function describe({ form, first, last }: Reading): string {
  return `as ${form} ${describeDates(first, last)}`;
}

function add(shapes: Map<string, Kept>, written: WrittenDate): void {
  const key = keyOf(written);
  const shape = shapes.get(key) ?? keep(shapes, key, written);
  const { isShort, isHourShort } = widthsOf(written);
  shape.isShort ||= isShort;
  shape.isHourShort ||= isHourShort;
  const [first, second] = shape.candidates.map((candidate) => addTo(candidate, written));
  shape.isOrdered ||= first !== second;
}

function keep(shapes: Map<string, Kept>, key: string, written: WrittenDate): Kept {
  const shape: Kept = {
    ...shapeOf(written),
    ...widthsOf(written),
    candidates: [],
    isOrdered: false,
  };
  for (const order of shape.orders) {
    shape.candidates.push({ shape, order, fits: 0, first: '', last: '' });
  }
  shapes.set(key, shape);
  return shape;
}

function addTo(candidate: Candidate, written: WrittenDate): string | undefined {
  const date = dateBy(candidate.order, written);
  if (date === undefined || date < '1900' || date >= '3000') return undefined;
  if (candidate.fits === 0 || date < candidate.first) candidate.first = date;
  if (candidate.fits === 0 || date > candidate.last) candidate.last = date;
  candidate.fits++;
  return date;
}

/** Not the same dates twice; nor, for 1 October 2026, 26 October 2001, unless all else is far apart. */
function likelyOrders({ candidates, isOrdered }: Kept): readonly Candidate[] {
  const fitting = candidates.filter(({ fits }) => fits > 0);
  const yearLast = fitting.filter(({ order }) => order !== 'YMD');
  const yearFirst = fitting.filter(
    (each) => each.order === 'YMD' && yearLast.every((other) => spanMs(each) < spanMs(other)),
  );
  return [...(isOrdered ? yearLast : yearLast.slice(0, 1)), ...yearFirst];
}

function spanMs({ first, last }: Candidate): number {
  return Date.parse(last) - Date.parse(first);
}
