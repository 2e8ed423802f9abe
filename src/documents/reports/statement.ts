import type { Bill, Share } from '../../domain/billing/bill.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import type { Language } from '../../domain/mess/language.ts';
import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { MessSettings } from '../../domain/mess/settings.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { daysAsNumber, formatDays } from '../../domain/values/days.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { groupAmount, moneyFormat } from '../../domain/values/money-format.ts';
import { monthOfDate } from '../../domain/values/month.ts';
import { owedOf } from '../payments/owed.ts';
import { type AccountRecord, accountDocument } from '../payments/payments.ts';
import { upiOf } from '../payments/upi.ts';
import type { StatementDocument } from '../schemas/reports.ts';
import type { Sheet } from '../sheet.ts';
import { type PaperWords, paperWords } from '../words/paper-words.ts';

/** The statements of a month. Amounts in minor units. */
export interface StatementsRecord {
  readonly bill: Pick<
    Bill,
    | 'month'
    | 'revision'
    | 'daysInMonth'
    | 'totalMinor'
    | 'perHeadMinor'
    | 'fixedMinor'
    | 'loweredMinor'
    | 'raisedMinor'
    | 'shares'
  >;
  readonly dueOn: string | null;
  readonly asOf: string;
  readonly head: RecordHead;
}

/** What is one student's of them. */
export interface StatementRecord {
  readonly share: Share;
  readonly charges: readonly Charge[];
  /** Null where the bill is not owed. */
  readonly account: AccountRecord | null;
}

/** Makes the statement of each, of what is the same for all. @param language of what is said in it */
export function statementMaker(
  { bill, dueOn, asOf, head }: StatementsRecord,
  settings: MessSettings,
  language: Language = 'en',
): (statement: StatementRecord) => StatementDocument {
  const { currencyDecimals } = settings;
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const sayWhy = whyMaker(bill, settings, paperWords(language));
  return ({ share, charges, account: record }) => {
    const account = record && accountDocument(record, currencyDecimals, language);
    const owes = record !== null && record.balanceMinor > 0n;
    const wanted = owes && {
      studentId: share.studentId,
      month: (account && owedOf(account, asOf).month) ?? monthOfDate(asOf),
      amountMinor: record.balanceMinor,
    };
    return {
      month: bill.month,
      asOf,
      dueOn,
      student: { id: share.studentId, name: share.name, branch: share.branch },
      bill: {
        revision: bill.revision,
        days: daysAsNumber(share.daysHundredths),
        daysInMonth: bill.daysInMonth,
        amount: money(share.amountMinor),
        why: sayWhy(share, charges).map(({ part, text, amountMinor }) => ({
          ...{ part, text },
          amount: money(amountMinor),
        })),
      },
      account,
      upi: wanted ? (upiOf(settings, wanted) ?? null) : null,
      record: anchorOf(head),
    };
  };
}

interface Reason {
  readonly part: StatementDocument['bill']['why'][number]['part'];
  readonly text: string;
  readonly amountMinor: bigint;
}

/** A line for each part of a share: what was shared among how many. */
function whyMaker(
  bill: StatementsRecord['bill'],
  style: MoneyStyle,
  words: PaperWords,
): (share: Share, charges: readonly Charge[]) => Reason[] {
  const money = moneyFormat(style);
  const daysOfAll = bill.shares.reduce((sum, { daysHundredths }) => sum + daysHundredths, 0);
  const allDays = groupAmount(formatDays(daysOfAll), style.locale);
  const sharers = bill.shares.filter(({ fixedMinor }) => fixedMinor !== null).length;
  const { totalMinor, perHeadMinor, fixedMinor, daysInMonth } = bill;
  const dividedMinor = (totalMinor ?? 0n) - bill.loweredMinor + bill.raisedMinor;
  return (share, charges) => {
    const days = formatDays(share.daysHundredths);
    const reasons: Reason[] = [];
    if (share.dividingMinor !== null) {
      const text = words.whyDividing(days, allDays, money(dividedMinor));
      reasons.push({ part: 'dividing', text, amountMinor: share.dividingMinor });
    }
    if (share.perHeadMinor !== null) {
      const some = daysInMonth === null ? days : words.someOf(days, daysInMonth);
      const text = words.whyPerHead(some, money(perHeadMinor ?? 0n));
      reasons.push({ part: 'perHead', text, amountMinor: share.perHeadMinor });
    }
    if (share.fixedMinor !== null) {
      const text = words.whyFixed(sharers, money(fixedMinor ?? 0n));
      reasons.push({ part: 'fixed', text, amountMinor: share.fixedMinor });
    }
    for (const { kind, note, quantityHundredths, rateMinor, amountMinor } of charges) {
      const how =
        quantityHundredths === null || rateMinor === null
          ? []
          : [`${formatDays(quantityHundredths)} × ${money(rateMinor)}`];
      const text = [kind, ...how, ...(note === null ? [] : [note])].join(', ');
      reasons.push({ part: 'charge', text, amountMinor });
    }
    return reasons;
  };
}

/** A row for each student. */
export function statementsSheet(statements: Iterable<StatementDocument>): Sheet {
  return {
    header: ['student_id', 'name', 'month', 'days', 'amount', 'balance', 'due_on'],
    rows: rowsOf(statements),
  };
}

function* rowsOf(statements: Iterable<StatementDocument>) {
  for (const { student, month, bill, account, dueOn } of statements) {
    const { id, name } = student;
    yield [id, name, month, bill.days, bill.amount, account?.balance ?? null, dueOn];
  }
}
