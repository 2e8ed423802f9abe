import { ValueError } from '../../errors.ts';
import { MAX_AMOUNT_MINOR } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import { findNearest, foldText, parseText } from '../values/text.ts';

/** How a charge counts, whatever the mess calls its kind. */
export const COUNTS_AS = ['guest', 'extra', 'fine', 'discount', 'other'] as const;

/**
 * `guest` income may lower the cost that is divided, and a `discount`, which lowers a share, may raise it;
 * the others are owed beside it.
 */
export type CountsAs = (typeof COUNTS_AS)[number];

/** One of the mess's own list. */
export interface ChargeKind {
  readonly name: string;
  readonly countsAs: CountsAs;
  /** What one costs where nothing else is said, in minor units; null where that is always said. */
  readonly rateMinor: bigint | null;
}

export interface ListedKind extends ChargeKind {
  readonly no: number;
  /** Not offered and not taken any more; older charges keep it. */
  readonly hidden: boolean;
}

/** The list that every mess begins with. */
export const DEFAULT_KINDS: readonly ChargeKind[] = COUNTS_AS.map((countsAs) => {
  return { name: countsAs, countsAs, rateMinor: null };
});

/** What is charged, and how it is reckoned. */
export interface ChargeAmount {
  /** Hundredths; null where the amount was given. */
  readonly quantityHundredths: number | null;
  /** In minor units; null where the amount was given. */
  readonly rateMinor: bigint | null;
  /** In minor units, less than 0 for a discount: what it adds to a share. */
  readonly amountMinor: bigint;
}

/** A charge that is to be recorded. */
export interface ChargeDraft extends ChargeAmount {
  readonly month: Month;
  readonly studentNo: number;
  readonly kindNo: number;
  readonly note: string | null;
}

/** A charge as it was recorded. */
export interface Charge extends ChargeDraft {
  readonly no: number;
  readonly studentId: string;
  readonly name: string;
  readonly branch: string;
  /** What its kind is called now. */
  readonly kind: string;
  readonly countsAs: CountsAs;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The admin; null where the database's holder did it. */
  readonly by: string | null;
  /** One that was taken back stays readable, and counts no more. */
  readonly status: 'counted' | 'void';
  readonly voidReason: string | null;
}

/** How somebody says what a charge comes to: an amount, or how many at which rate. */
export interface GivenAmount {
  /** More than 0. */
  readonly amountMinor?: bigint | undefined;
  /** Hundredths, more than 0; 1 of them where only a rate is known. */
  readonly quantityHundredths?: number | undefined;
  /** That of the kind where none is given. */
  readonly rateMinor?: bigint | undefined;
}

const ONE = 100;

/**
 * What a charge of a kind comes to.
 *
 * @throws ValueError `missing` neither an amount nor a rate is known; `two_amounts`; `too_fine` it is no
 *   whole number of minor units; `bad_amount` it is too large
 */
export function reckonCharge(
  { countsAs, rateMinor: usual }: Pick<ChargeKind, 'countsAs' | 'rateMinor'>,
  given: GivenAmount,
): ChargeAmount {
  const { amountMinor, quantityHundredths, rateMinor } = given;
  const sign = countsAs === 'discount' ? -1n : 1n;
  if (amountMinor !== undefined) {
    if (quantityHundredths !== undefined || rateMinor !== undefined) {
      throw new ValueError('two_amounts', 'an amount is given, and a quantity or a rate besides');
    }
    return { quantityHundredths: null, rateMinor: null, amountMinor: sign * amountMinor };
  }
  const rate = rateMinor ?? usual;
  if (rate === null) {
    throw new ValueError('missing', 'the amount is missing: its kind has no rate of its own');
  }
  const quantity = quantityHundredths ?? ONE;
  return {
    quantityHundredths: quantity,
    rateMinor: rate,
    amountMinor: sign * multiply(quantity, rate),
  };
}

/** @throws ValueError `too_fine` or `bad_amount` */
function multiply(quantityHundredths: number, rateMinor: bigint): bigint {
  const product = BigInt(quantityHundredths) * rateMinor;
  if (product % BigInt(ONE) !== 0n) {
    throw new ValueError(
      'too_fine',
      'so many at this rate are no whole number of the smallest coin',
    );
  }
  const amount = product / BigInt(ONE);
  if (amount <= MAX_AMOUNT_MINOR) return amount;
  throw new ValueError('bad_amount', 'so many at this rate are more than an amount may be');
}

const QUANTITY = /^(\d{1,6})(?:\.(\d{1,2}))?$|^\.(\d{1,2})$/;

/**
 * How many, as an integer of hundredths: `2.5` is 250.
 *
 * @throws ValueError `missing` or `bad_quantity`
 */
export function parseQuantity(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the quantity is missing');
  const [, whole = '0', behind, alone] = QUANTITY.exec(trimmed) ?? [];
  const hundredths = QUANTITY.test(trimmed)
    ? Number(whole + (behind ?? alone ?? '').padEnd(2, '0'))
    : 0;
  if (hundredths > 0) return hundredths;
  throw new ValueError(
    'bad_quantity',
    'not a quantity; write it like 3 or 2.5, more than 0, with two decimals at most',
  );
}

/** What some charges come to, in minor units; those that were taken back do not count. */
export function sumCharges(charges: readonly Pick<Charge, 'amountMinor' | 'status'>[]): bigint {
  return charges.reduce(
    (sum, { amountMinor, status }) => (status === 'void' ? sum : sum + amountMinor),
    0n,
  );
}

/** What is charged by each kind, in the order of the kinds. */
export interface KindTotal {
  readonly kind: string;
  readonly countsAs: CountsAs;
  /** How many charges. */
  readonly charges: number;
  readonly amountMinor: bigint;
}

/** Without charges that were taken back. */
export function sumByKind(charges: readonly Charge[]): KindTotal[] {
  const totals = new Map<number, KindTotal>();
  for (const { kindNo, kind, countsAs, amountMinor, status } of charges) {
    if (status === 'void') continue;
    const before = totals.get(kindNo);
    totals.set(kindNo, {
      kind,
      countsAs,
      charges: (before?.charges ?? 0) + 1,
      amountMinor: (before?.amountMinor ?? 0n) + amountMinor,
    });
  }
  return [...totals].sort(([a], [b]) => a - b).map(([, total]) => total);
}

/** The key of a name has its room in the database, and a ligature may become many letters. */
const MAX_KEY = 80;

/** @throws ValueError `missing`, `control_characters` or `too_long` */
export function parseKindName(text: string): string {
  const name = parseText(text.replace(/\s+/g, ' '), 'kind', 40);
  if ([...kindKey(name)].length > MAX_KEY) {
    throw new ValueError('too_long', `the kind is longer than ${MAX_KEY} letters when spelt out`);
  }
  return name;
}

/** The form of a kind's name that is unique: they are looked up without regard to case. */
export function kindKey(name: string): string {
  return foldText(name.trim().replace(/\s+/g, ' '));
}

/** The kind of this name, without regard to case and extra spaces, hidden ones too. */
export function findKind(kinds: readonly ListedKind[], name: string): ListedKind | undefined {
  return kinds.find((each) => kindKey(each.name) === kindKey(name));
}

/** The name of the kind that another word most likely means; undefined when none is near. */
export function findNearestKind(kinds: readonly ListedKind[], name: string): string | undefined {
  const shown = kinds.filter(({ hidden }) => !hidden);
  const nearest = findNearest(
    kindKey(name),
    shown.map((each) => kindKey(each.name)),
  );
  return shown.find((each) => kindKey(each.name) === nearest)?.name;
}

/** @throws ValueError `bad_choice` */
export function parseCountsAs(text: string): CountsAs {
  const word = text.trim().toLowerCase();
  const found = COUNTS_AS.find((each) => each === word);
  if (found !== undefined) return found;
  throw new ValueError('bad_choice', `not known; there is ${COUNTS_AS.join(', ')}`);
}
