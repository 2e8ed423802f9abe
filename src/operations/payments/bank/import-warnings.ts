import { type Statement, spanOf } from '../../../domain/payments/bank/statement.ts';
import { daysBetween, describeDates } from '../../../domain/values/date.ts';
import { firstDay } from '../../../domain/values/month.ts';
import { nameSome } from '../../../domain/values/text.ts';
import { createWarning, type Warning } from '../../../errors.ts';
import type { Mess } from '../../mess/mess.ts';
import type { Decisions } from './decide.ts';

/** What is to be said of a statement before it is booked. */
export function warnAboutStatement(
  { settings: { accountsFrom } }: Pick<Mess, 'settings'>,
  statement: Statement,
  { plan }: Pick<Decisions, 'plan'>,
): Warning[] {
  const { rows, isDateFormDoubtful, isSwapped, lostReferences } = statement;
  const { from, to } = spanOf(rows) ?? { from: '', to: '' };
  const start = accountsFrom === null ? '' : firstDay(accountsFrom);
  const early = plan.posted.filter(({ row }) => row.date < start).map(({ row }) => row.line);
  const left = plan.posted.filter(({ match }) => match.hasLeft);
  const own = plan.noPayments.filter(({ match }) => match.what === 'own cash');
  const unkept = plan.posted.filter(
    ({ match }) => match.month !== null && accountsFrom !== null && match.month < accountsFrom,
  );
  const twice = findPaidTwice(plan.posted);
  const warnings: (Warning | false)[] = [
    isDateFormDoubtful &&
      from !== '' &&
      createWarning(
        'day_first',
        `Its dates were read day first, as ${describeDates(from, to)}; the month may be meant.`,
      ),
    isSwapped &&
      createWarning(
        'columns_exchanged',
        'What it calls debits came in, and its credits went out: its balance shows it.',
      ),
    lostReferences.length > 0 &&
      createWarning(
        'references_lost',
        `A spreadsheet destroyed the reference, which counts as none: ${nameLines(lostReferences)}.`,
      ),
    early.length > 0 &&
      createWarning(
        'before_accounts',
        `From before the accounts began, where the opening may have it already: ${nameLines(early)}.`,
      ),
    unkept.length > 0 &&
      createWarning(
        'before_accounts',
        `Their notes name a month from before the accounts began, so they pay the oldest debt: ${nameSome(unkept.map(({ row, match }) => `${match.studentId} ${match.month} (line ${row.line})`))}.`,
      ),
    twice.length > 0 &&
      createWarning(
        'same_already',
        `Booked, and perhaps paid twice by mistake, with the same payer, amount and note within two days: ${nameSome(twice)}.`,
      ),
    left.length > 0 &&
      createWarning(
        'paid_after_leaving',
        `Of students who left: ${nameSome(left.map(({ row, match }) => `${match.studentId} (line ${row.line})`))}.`,
      ),
    own.length > 0 &&
      createWarning(
        'own_cash',
        `Taken for the mess's own cash that was brought to the bank: ${nameLines(own.map(({ row }) => row.line))}.`,
      ),
  ];
  return warnings.filter((each) => each !== false);
}

/** `lines 5 and 6 of S001`, where all but the number that the bank gave is the same. */
function findPaidTwice(posted: Decisions['plan']['posted']): string[] {
  const last = new Map<string, (typeof posted)[number]>();
  const twice: string[] = [];
  const byDay = [...posted].sort((a, b) => (a.row.date < b.row.date ? -1 : 1));
  for (const each of byDay) {
    const { row, trace, match } = each;
    const note = row.narration.replace(/\d{6,}/g, '#');
    const key = JSON.stringify([match.studentId, String(row.amountMinor), trace.payer, note]);
    const before = last.get(key)?.row;
    if (before !== undefined && daysBetween(before.date, row.date) < 2) {
      twice.push(`lines ${before.line} and ${row.line} of ${match.studentId}`);
    }
    last.set(key, each);
  }
  return twice;
}

function nameLines(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${nameSome(lines.map(String))}`;
}
