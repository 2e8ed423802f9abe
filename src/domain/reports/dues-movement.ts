import { type BilledShare, type LineKind, listBillLines } from '../payments/account.ts';
import { type Month, monthOfDate } from '../values/month.ts';

/**
 * What lines of one kind moved of the dues of all students. What takes a payment back is a reversal; what takes
 * anything else back is of the kind of that.
 */
export interface DuesMove {
  readonly kind: LineKind;
  /** In which it stands in the books, not the one that it is of. */
  readonly month: Month;
  /** In minor units: above 0 is owed to the mess. */
  readonly amountMinor: bigint;
}

/**
 * How what all students owe together came to what it is: the opening and the parts between add up to the
 * closing. In minor units; what lessens the dues is below 0.
 */
export interface DuesMovement {
  readonly openingMinor: bigint;
  /** Openings that were stated, bills that were made. */
  readonly statedMinor: bigint;
  readonly billedMinor: bigint;
  /** What revising and voiding bills changed. */
  readonly revisedMinor: bigint;
  /** Entered, less what was waived. */
  readonly lateFeesMinor: bigint;
  readonly receivedMinor: bigint;
  /** Payments that were taken back, on the day of that. */
  readonly reversedMinor: bigint;
  readonly depositsUsedMinor: bigint;
  readonly paidBackMinor: bigint;
  readonly writtenOffMinor: bigint;
  readonly closingMinor: bigint;
}

/** Every part with the lines that it is made of: each line is of one. */
const PARTS = {
  stated: ['opening'],
  billed: ['bill'],
  revised: ['revision', 'void'],
  lateFees: ['late fee', 'waiver'],
  received: ['payment'],
  reversed: ['reversal'],
  depositsUsed: ['deposit used'],
  paidBack: ['refund'],
  writtenOff: ['write-off'],
} as const satisfies Readonly<Record<string, readonly LineKind[]>>;

/**
 * The lines that bills make of all accounts together.
 *
 * @param bills what each revision charges all students
 */
export function moveByBills(bills: readonly BilledShare[]): DuesMove[] {
  return listBillLines(bills).map(({ kind, date, amountMinor }) => ({
    ...{ kind, amountMinor },
    month: monthOfDate(date),
  }));
}

/**
 * What moved the dues in some months, both included, and what they were before and after.
 *
 * @param moves of bills and of the ledger, from the beginning on
 */
export function sumMovement(moves: readonly DuesMove[], from: Month, to: Month): DuesMovement {
  const sum = (wanted: (move: DuesMove) => boolean) =>
    moves.filter(wanted).reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const part = (name: keyof typeof PARTS) => {
    const kinds: readonly LineKind[] = PARTS[name];
    return sum(({ kind, month }) => month >= from && month <= to && kinds.includes(kind));
  };
  return {
    openingMinor: sum(({ month }) => month < from),
    statedMinor: part('stated'),
    billedMinor: part('billed'),
    revisedMinor: part('revised'),
    lateFeesMinor: part('lateFees'),
    receivedMinor: part('received'),
    reversedMinor: part('reversed'),
    depositsUsedMinor: part('depositsUsed'),
    paidBackMinor: part('paidBack'),
    writtenOffMinor: part('writtenOff'),
    closingMinor: sum(({ month }) => month <= to),
  };
}
