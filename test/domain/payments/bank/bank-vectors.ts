import { readFileSync } from 'node:fs';
import type { StatementRow } from '../../../../src/domain/payments/bank/statement.ts';
import { toMinor } from '../vectors.ts';

interface ExpectedRow {
  readonly line: number;
  readonly date: string;
  readonly credit: string | null;
  readonly debit: string | null;
  readonly balance?: string | null;
  readonly mode?: string;
  readonly rrn?: string;
  readonly utr?: string;
  readonly vpa?: string;
  /** The id of a payment gateway. */
  readonly other?: string;
  readonly settlement?: string;
  readonly fee?: string;
  readonly referenceLost?: boolean;
}

export interface BankFile {
  readonly file: string;
  readonly text: string;
  readonly expect: {
    readonly layout: string;
    readonly headerLine: number;
    readonly delimiter: string;
    readonly dateForm: string | null;
    readonly order: string | null;
    readonly provedByBalance: boolean | null;
    readonly notPaid?: number;
    readonly mistakes: readonly { readonly line: number; readonly code: string }[];
    readonly rows: readonly ExpectedRow[];
  };
}

export interface VectorStudent {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

interface MatchCase {
  readonly id: string;
  readonly line: {
    readonly narration: string;
    readonly amount: string;
    readonly learned?: Readonly<Record<string, readonly string[]>>;
    readonly due?: Readonly<Record<string, string>>;
    readonly roll?: readonly VectorStudent[];
    readonly left?: readonly string[];
  };
  readonly expect: Readonly<Record<string, string>>;
}

/** Date, amount, narration, reference. */
type Line = readonly [string, string, string, string];

interface DuplicateCase {
  readonly id: string;
  readonly have?: readonly Line[];
  readonly receipts?: readonly (readonly [string, string, string])[];
  readonly file: readonly Line[];
  readonly otherAccount?: boolean;
  readonly expectNew?: number;
  readonly expectMistake?: string;
  readonly expectReturned?: number;
}

/** Files of banks and gateways, whose payments they are, and which of them are known: worked examples. */
export const bank: {
  readonly files: readonly BankFile[];
  readonly match: { readonly roll: readonly VectorStudent[]; readonly cases: readonly MatchCase[] };
  readonly duplicates: { readonly cases: readonly DuplicateCase[] };
} = JSON.parse(readFileSync(new URL('bank.json', import.meta.url), 'utf8'));

export function statementRow(row: Partial<StatementRow>): StatementRow {
  return {
    line: 1,
    date: '2025-06-03',
    valueDate: null,
    amountMinor: 100n,
    narration: '',
    reference: '',
    balanceMinor: null,
    ...row,
  };
}

/** The line of a case of duplicates: what a gateway paid out has a reference that is no payment's. */
export function rowOfCase([date, amount, narration, reference]: Line, at: number): StatementRow {
  const settlement = /^settlement:(.*)$/.exec(reference)?.[1] ?? '';
  const [, paymentId] = /^(?:PhonePe )?(T\d+)$/.exec(narration) ?? [];
  const gateway =
    paymentId === undefined
      ? undefined
      : { paymentId, rrn: settlement === '' ? reference : '', payer: '', settlement, feeMinor: 0n };
  const amountMinor = toMinor(amount);
  return statementRow({ line: at + 2, date, amountMinor, narration, reference, gateway });
}
