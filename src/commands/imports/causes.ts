import type { RowError } from '../../domain/imports/report.ts';
import { headKey } from '../../domain/purchases/purchase.ts';

/** Fewer than so many of one cause are shown a line each. */
const MANY = 6;
/** A head that there is not is one thing to do, however many rows have it. */
const MANY_OF_HEAD = 2;
const MAX_LINES = 5;

/** Mistakes that are said on one line. */
export interface FaultLine {
  text(): string;
  readonly mistakes: number;
}

export interface Causes<E> {
  readonly lines: readonly FaultLine[];
  /**
   * A mistake of the cause that many have, and more than half of all, or that is in the way of all;
   * undefined where there is none.
   */
  readonly main: E | undefined;
  /** Ids that are no student's and have more than one row. */
  readonly strangers: readonly string[];
}

/**
 * One line for all the mistakes of one cause, where they are many: a head that there is not, dates of
 * another form than was said.
 *
 * @param errors sorted by line
 * @param describe one of them, on one line
 */
export function groupByCause<E extends RowError>(
  errors: readonly E[],
  describe: (error: E) => string,
): Causes<E> {
  const groups = new Map<string, E[]>();
  const groupOf = errors.map((error) => {
    const cause = causeOf(error);
    const known = groups.get(cause);
    const group = known ?? [];
    if (known === undefined) groups.set(cause, group);
    group.push(error);
    return group;
  });
  const lines: FaultLine[] = [];
  const strangers: string[] = [];
  for (const [index, error] of errors.entries()) {
    const group = groupOf[index] ?? [];
    if (isOfStranger(group)) {
      if (group[0] !== error) continue;
      strangers.push(error.value.trim());
      const text = () =>
        `${describe(error)}: ${group.length.toLocaleString('en')} rows, ${nameLines(group)}`;
      lines.push({ text, mistakes: group.length });
    } else if (!isOneLine(group)) lines.push({ text: () => describe(error), mistakes: 1 });
    else if (group[0] === error) {
      const others = group.length === 1 ? '' : `, and ${nameOthers(group.slice(1))}`;
      const text = () => `${describe(error)}${others}`;
      lines.push({ text, mistakes: group.length });
    }
  }
  return { lines, main: findMain(groups, errors.length), strangers };
}

/** Of many; and of dates, whose form is judged over the whole file, however few they are. */
function isOneLine(group: readonly RowError[]): boolean {
  const first = group[0];
  if (group.length >= (first?.code === 'unknown_head' ? MANY_OF_HEAD : MANY)) return true;
  if (first?.remedy?.offer !== 'date form') return false;
  return first.remedy.isAmbiguous || (first.remedy.likely !== undefined && group.length > 1);
}

/** One such mistake is in the way of every row. */
const OF_ALL_ROWS = /^(header_missing|missing_column)$/;

function findMain<E extends RowError>(
  groups: ReadonlyMap<string, readonly E[]>,
  count: number,
): E | undefined {
  for (const group of groups.values()) {
    const [first] = group;
    if (first && OF_ALL_ROWS.test(first.code)) return first;
    if (isOneLine(group) && group.length * 2 > count) return first;
  }
  return undefined;
}

/** Of people, such as the staff on the same device, as many rows as there are say the same. */
function isOfStranger(group: readonly RowError[]): boolean {
  return group.length > 1 && group[0]?.code === 'unknown_student';
}

function nameOthers(others: readonly RowError[]): string {
  return `${others.length.toLocaleString('en')} more like it: ${nameLines(others)}`;
}

function nameLines(errors: readonly RowError[]): string {
  const named = errors.slice(0, MAX_LINES).map(({ line }) => line);
  const more = errors.length > named.length ? ' …' : '';
  const lines = named.length === 1 ? 'line' : 'lines';
  return `${lines} ${named.join(', ')}${more}`;
}

/** Codes by which each value that is refused is a thing of its own: that student, that head. */
const OF_A_THING = /^(unknown|hidden|has_left|duplicate|on_roll)/;

function causeOf({ column, code, message, value, remedy }: RowError): string {
  const name = code === 'unknown_head' ? headKey(value) : value.trim();
  const thing = OF_A_THING.test(code) ? name : '';
  const cure = remedy === undefined ? '' : JSON.stringify(remedy);
  return `${column}\n${code}\n${message}\n${cure}\n${thing}`;
}
