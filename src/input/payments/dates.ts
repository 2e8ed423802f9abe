import { compileForm } from '../csv/dates/forms.ts';
import {
  dateBy,
  keyOf,
  type Order,
  readWritten,
  shapeOf,
  type WrittenDate,
  widthsOf,
} from '../csv/written-shape.ts';

/** How the dates of a file are read, when all of them are known. */
export interface DateReading {
  /** Such as `DD/MM/YYYY`; null where there was no date. */
  readonly form: string | null;
  /** The month may be first as well. */
  readonly isDoubtful: boolean;
  /** @returns `YYYY-MM-DD`; undefined for what is no date of the form */
  read(text: string): string | undefined;
  /** The same of a date beside it that may be written otherwise, as long as it has the same order. */
  readOther(text: string): string | undefined;
}

/** Finds the one form that all dates of a file have: one of them may fit several. */
export interface DateForms {
  /** @returns whether it is a date in some form */
  add(text: string): boolean;
  /** To be called when all were added. */
  settle(): DateReading;
}

interface Shape {
  readonly sample: WrittenDate;
  readonly dates: WrittenDate[];
  count: number;
  isShort: boolean;
}

/** A time behind a date says nothing of its form. */
const TIME = /[,T\s]+\d{1,2}:\d{2}.*$/i;

function withoutTime(text: string): string {
  return text.includes(':') ? text.replace(TIME, '') : text;
}

/**
 * The day is first wherever it can be, the month only where it must be. What is of another form than most is
 * no date of the file, however well it reads: a spreadsheet that took the one for the other has changed some
 * of the dates, and left the rest.
 *
 * @param given the form of all, if somebody said it
 * @throws ValueError `bad_date_format`
 */
export function createDateForms(given: string | undefined): DateForms {
  const readGiven = given === undefined ? undefined : compileForm(given);
  const shapes = new Map<string, Shape>();
  /** A statement has few days, and many lines of each. */
  const known = new Map<string, Shape | undefined>();
  let hasDates = false;

  function shapeFor(bare: string): Shape | undefined {
    const written = readWritten(bare);
    if (written === undefined || shapeOf(written).orders.length === 0) return undefined;
    const key = keyOf(written);
    const shape = shapes.get(key) ?? { sample: written, dates: [], count: 0, isShort: false };
    shapes.set(key, shape);
    shape.dates.push(written);
    shape.isShort ||= widthsOf(written).isShort;
    return shape;
  }

  function add(text: string): boolean {
    const bare = withoutTime(text.trim());
    let shape = known.get(bare);
    if (shape === undefined && !known.has(bare)) {
      shape = shapeFor(bare);
      known.set(bare, shape);
    }
    if (shape === undefined) return readGiven?.(bare) !== undefined;
    shape.count++;
    hasDates = true;
    return true;
  }

  function settle(): DateReading {
    if (readGiven !== undefined) {
      const read = (text: string) =>
        (readGiven(text.trim()) ?? readGiven(withoutTime(text.trim())))?.date;
      return { form: given ?? null, isDoubtful: false, read, readOther: read };
    }
    if (!hasDates) return NO_DATES;
    const shape = [...shapes.values()].reduce((a, b) => (b.count > a.count ? b : a));
    const { orders, formBy } = shapeOf(shape.sample);
    const fitting = orders.filter((order) => fits(shape.dates, order));
    const order = fitting[0] ?? orders[0] ?? 'DMY';
    const key = keyOf(shape.sample);
    const read = remember((bare) => {
      const written = readWritten(bare);
      return written === undefined || keyOf(written) !== key ? undefined : dateBy(order, written);
    });
    const readOther = remember((bare) => {
      const written = readWritten(bare);
      if (written === undefined) return undefined;
      const { orders: others } = shapeOf(written);
      return dateBy(others.includes(order) ? order : (others[0] ?? order), written);
    });
    return {
      form: formBy(order, { isShort: shape.isShort, isHourShort: false }),
      isDoubtful: fitting.includes('DMY') && fitting.includes('MDY') && shape.dates.some(isOrdered),
      read,
      readOther,
    };
  }

  return { add, settle };
}

const NO_DATES: DateReading = {
  form: null,
  isDoubtful: false,
  read: () => undefined,
  readOther: () => undefined,
};

function remember(
  read: (bare: string) => string | undefined,
): (text: string) => string | undefined {
  const dates = new Map<string, string | undefined>();
  return (text) => {
    const bare = withoutTime(text.trim());
    if (!dates.has(bare)) dates.set(bare, read(bare));
    return dates.get(bare);
  };
}

function fits(dates: readonly WrittenDate[], order: Order): boolean {
  return dates.every((written) => {
    const date = dateBy(order, written);
    return date !== undefined && date >= '1990' && date < '2100';
  });
}

/** Day and month are different numbers. */
function isOrdered(written: WrittenDate): boolean {
  return dateBy('DMY', written) !== dateBy('MDY', written);
}
