import { ValueError } from '../../errors.ts';
import { groupBy } from '../values/group-by.ts';
import { findNearest, foldText, parseText } from '../values/text.ts';

/** `dividing` money is divided over all days eaten, `fixed` money equally over the roll. */
export type HeadKind = 'dividing' | 'fixed';

export const HEAD_KINDS: readonly HeadKind[] = ['dividing', 'fixed'];

/** What money is spent on. */
export interface Head {
  readonly name: string;
  readonly kind: HeadKind;
}

/** One of the mess's own list. */
export interface PurchaseHead extends Head {
  readonly no: number;
}

/** A head with whether new purchases may have it. */
export interface ListedHead extends PurchaseHead {
  /** Not offered and not taken any more; older purchases keep it. */
  readonly hidden: boolean;
}

/** One thing that was bought, or one sum that was paid. */
export interface PurchaseDetails {
  /** `YYYY-MM-DD`; the purchase belongs to the bill of its month. */
  readonly date: string;
  readonly head: PurchaseHead;
  /** Less than 0 for a refund: money that came back lowers its head. */
  readonly amountMinor: bigint;
  readonly note: string | null;
}

export interface Purchase extends PurchaseDetails {
  readonly no: number;
  /** When it was entered: ISO 8601, UTC. */
  readonly at: string;
  /** The admin; null where the database's holder did it. */
  readonly by: string | null;
  /** One that was taken back stays readable, and counts no more. */
  readonly status: 'counted' | 'void';
  readonly voidReason: string | null;
}

/** The list that a new mess begins with. */
export const DEFAULT_HEADS: readonly Head[] = [
  { name: 'Groceries', kind: 'dividing' },
  { name: 'Vegetables', kind: 'dividing' },
  { name: 'Milk', kind: 'dividing' },
  { name: 'Meat and fish', kind: 'dividing' },
  { name: 'Other food', kind: 'dividing' },
  { name: 'Wages', kind: 'fixed' },
  { name: 'Gas', kind: 'fixed' },
  { name: 'Rent', kind: 'fixed' },
  { name: 'Electricity', kind: 'fixed' },
  { name: 'Repairs', kind: 'fixed' },
];

/** What was spent on one head in one month; taken-back purchases do not count. */
export interface HeadTotal {
  readonly head: PurchaseHead;
  /** How many purchases. */
  readonly purchases: number;
  readonly amountMinor: bigint;
}

/**
 * The two amounts of a bill that purchases add up to, in minor units; null where there are none of
 * the kind.
 */
export function sumHeads(totals: readonly HeadTotal[]): {
  readonly totalMinor: bigint | null;
  readonly fixedMinor: bigint | null;
} {
  const sum = (kind: HeadKind) => {
    const amounts = totals.filter(({ head }) => head.kind === kind);
    return amounts.length === 0
      ? null
      : amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  };
  return { totalMinor: sum('dividing'), fixedMinor: sum('fixed') };
}

export function sumPurchases(purchases: readonly Purchase[]): bigint {
  return purchases.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

/** The purchases of one head, and what of them counts. */
export interface HeadGroup extends HeadTotal {
  /** Ordered by date and number; voided ones too. */
  readonly list: readonly Purchase[];
}

/** By heads: those whose money is divided first, each kind in the order the heads were made. */
export function groupByHead(purchases: readonly Purchase[]): HeadGroup[] {
  const groups = groupBy(purchases, ({ head }) => head.no);
  return [...groups.values()]
    .flatMap(([first, ...rest]) => (first === undefined ? [] : [toGroup(first, rest)]))
    .sort((a, b) => rankKind(a) - rankKind(b) || a.head.no - b.head.no);
}

function toGroup(first: Purchase, rest: readonly Purchase[]): HeadGroup {
  const list = [first, ...rest].sort((a, b) => compareDates(a, b) || a.no - b.no);
  const counted = list.filter(({ status }) => status === 'counted');
  return {
    head: first.head,
    list,
    purchases: counted.length,
    amountMinor: sumPurchases(counted),
  };
}

function rankKind({ head }: HeadTotal): number {
  return HEAD_KINDS.indexOf(head.kind);
}

function compareDates(a: Purchase, b: Purchase): number {
  return a.date === b.date ? 0 : a.date < b.date ? -1 : 1;
}

/** The head that a name means; see `headFinder`. */
export type FindHead = (name: string) => ListedHead;

/**
 * Looks heads up without regard to case and extra spaces, hidden ones too.
 *
 * @returns a function that throws ValueError `missing` or `unknown_head`
 */
export function headFinder(heads: readonly ListedHead[]): FindHead {
  const byKey = new Map(heads.map((head) => [headKey(head.name), head]));
  return (name) => {
    const head = byKey.get(headKey(parseHeadName(name)));
    if (head !== undefined) return head;
    const shown = heads.filter(({ hidden }) => !hidden);
    const nearest = findNearestHead(shown, name);
    if (nearest === undefined) {
      throw new ValueError('unknown_head', 'no such head', { offer: 'heads' });
    }
    throw new ValueError('unknown_head', `no such head; is it ${nearest}?`);
  };
}

/** The name of the head that another word most likely means; undefined when none is near. */
export function findNearestHead(heads: readonly Head[], name: string): string | undefined {
  const word = headKey(name);
  const names = new Map(heads.map((head) => [headKey(head.name), head.name]));
  const parts = new Map(
    heads.flatMap((head) =>
      headKey(head.name)
        .split(' ')
        .map((part) => [part, head.name]),
    ),
  );
  const nearest = findNearest(word, [...names.keys(), ...parts.keys()]);
  if (nearest !== undefined) return names.get(nearest) ?? parts.get(nearest);
  // Grocery for Groceries, Gas cylinder for Gas.
  const related = [...names.keys()].filter((key) => word.includes(key) || sharesStart(word, key));
  return related.length === 1 ? names.get(related[0] ?? '') : undefined;
}

function sharesStart(a: string, b: string): boolean {
  return a.length >= 4 && a.slice(0, 4) === b.slice(0, 4);
}

/** The key of a name has its room in the database, and a ligature may become many letters. */
const MAX_KEY = 80;

/** @throws ValueError `missing`, `control_characters` or `too_long` */
export function parseHeadName(text: string): string {
  const name = parseText(text.replace(/\s+/g, ' '), 'head', 40);
  if ([...headKey(name)].length > MAX_KEY) {
    throw new ValueError('too_long', `the head is longer than ${MAX_KEY} letters when spelt out`);
  }
  return name;
}

/** The form of a head's name that is unique: they are looked up without regard to case. */
export function headKey(name: string): string {
  return foldText(name.trim().replace(/\s+/g, ' '));
}

/** @throws ValueError `bad_kind` */
export function parseHeadKind(text: string): HeadKind {
  const word = text.trim().toLowerCase();
  const kind = HEAD_KINDS.find((each) => each === word);
  if (kind === undefined) {
    throw new ValueError('bad_kind', 'not a kind; write dividing (food) or fixed (wages, gas)');
  }
  return kind;
}

/**
 * A remark on a purchase, on one line; null when it is empty.
 *
 * @throws ValueError `control_characters` or `too_long`
 */
export function parseNote(text: string): string | null {
  const line = text.replace(/\s+/g, ' ');
  return line.trim() === '' ? null : parseText(line, 'note', 200);
}
