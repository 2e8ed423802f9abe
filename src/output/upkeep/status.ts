import { statusDocument, statusSheet } from '../../documents/upkeep.ts';
import { type SaidTrouble, sayTroubles, sayWhole } from '../../domain/messages/troubles.ts';
import type { AccountsStatus } from '../../domain/payments/trial-balance.ts';
import type { MessStatus } from '../../domain/upkeep/mess-status.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { dateTimeIn, storedTimeIn } from '../../domain/values/date.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { sayCount, visible } from '../../domain/values/text.ts';
import { describeIdentity } from '../access/identity.ts';
import { type NextStep, openMonthLines } from '../billing/months.ts';
import type { View } from '../page/view.ts';
import { sayCounted } from '../payments/books.ts';

/** The words for what is done next. */
export interface NextSteps {
  /** How a new mess begins. */
  readonly begin: Readonly<Record<NonNullable<MessStatus['begin']>, string>>;
  /** Against a lack of a month. */
  readonly month: NextStep;
  /** What lists the money in suspense. */
  readonly inSuspense: string;
  /** About messages that did not arrive. */
  readonly messages: (trouble: SaidTrouble) => string;
}

/** @param database where the mess is kept, as a person would name it */
export function statusView(
  status: MessStatus,
  database: string,
  moneyStyle: MoneyStyle,
  next: NextSteps,
): View {
  const { mess, signedIn, accounts } = status;
  const document = statusDocument(status, database, moneyStyle.currencyDecimals);
  return {
    json: () => document,
    csv: () => statusSheet(document),
    names: { headings: { Backup: 'last_backup_at', 'To do': 'open_months' } },
    text: function* () {
      const lines = [
        ['Mess', `${mess.name} (${mess.currency}, ${mess.timeZone})`],
        ['Database', database],
        ['Signed in', describeIdentity(signedIn, mess.timeZone)],
        ['Backup', describeLastBackup(status)],
      ] as const;
      for (const [title, value] of lines) yield row(title, value);
      if (accounts !== null) {
        for (const [title, value] of accountsLines(
          accounts,
          moneyStyle,
          mess.timeZone,
          next.inSuspense,
        )) {
          yield row(title, value);
        }
      }
      const [first = 'nothing: no month is open', ...more] = toDoLines(status, next);
      yield row('To do', first);
      for (const each of more) yield row('', each);
    },
  };
}

function toDoLines(
  { mess, begin, openMonths, emptyMonths, accounts, messages }: MessStatus,
  next: NextSteps,
): string[] {
  const say = (at: string) => storedTimeIn(mess.timeZone, at);
  return [
    ...(begin === null ? [] : [next.begin[begin]]),
    ...openMonthLines(openMonths, next.month),
    ...sayEmptyMonths(emptyMonths, next.month),
    ...((accounts?.suspenseMinor ?? 0n) === 0n ? [] : ['say whose the money in suspense is']),
    ...sayTroubles(messages, say).map((each) => `${sayWhole(each)} (${next.messages(each)})`),
  ];
}

/** The oldest of them, and how many more there are. */
function sayEmptyMonths(months: readonly Month[], nextStep: NextStep): string[] {
  const [oldest, ...more] = months;
  if (oldest === undefined) return [];
  const others = more.length === 0 ? '' : `, nor of ${sayCount(more.length, 'month')} after it`;
  const step = nextStep('attendance', oldest);
  return [`${monthName(oldest)}: nothing is recorded${others}${step ? ` (${step})` : ''}`];
}

function accountsLines(
  { owedMinor, overdueMinor, creditMinor, suspenseMinor, ...accounts }: AccountsStatus,
  style: MoneyStyle,
  timeZone: string,
  inSuspense: string,
): [title: string, value: string][] {
  const money = moneyFormat(style);
  const { cashMinor, cashSinceCountMinor, lastCount, closedThrough } = accounts;
  const credit = creditMinor === 0n ? '' : `; credit of others: ${money(creditMinor)}`;
  const since =
    lastCount === null
      ? ', never counted'
      : `; ${money(cashSinceCountMinor)} since the count of ${sayCounted(lastCount, timeZone)}`;
  return [
    ['Owed', `${money(owedMinor)}, ${money(overdueMinor)} of it overdue${credit}`],
    ...(suspenseMinor === 0n
      ? []
      : ([['Suspense', `${money(suspenseMinor)} of nobody knows whom: ${inSuspense}`]] as const)),
    ['Cash', `${money(cashMinor)} in the box by the books${since}`],
    ...(closedThrough === null ? [] : ([['Books', `closed through ${closedThrough}`]] as const)),
  ].map(([title = '', value = '']) => [title, value]);
}

function describeLastBackup({ mess, lastBackupAt, lastBackupDaysAgo: days }: MessStatus): string {
  if (lastBackupAt === null || days === null) return 'none yet';
  // The clock was wrong when it was made, or is now.
  const when =
    days < 0
      ? 'still to come: check the clock'
      : days === 0
        ? 'today'
        : days === 1
          ? 'yesterday'
          : `${days} days ago`;
  return `${dateTimeIn(mess.timeZone, new Date(lastBackupAt))} (${when})`;
}

function row(title: string, value: string): string {
  return `${title.padEnd(11)}${visible(value)}\n`;
}
