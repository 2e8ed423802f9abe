import { requirePermission } from '../../auth/permissions.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Bill, ListedBill } from '../../domain/billing/bill.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import type { StoredAuditEntry } from '../../domain/mess/audit.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import type { Purchase } from '../../domain/purchases/purchase.ts';
import type { ReportYear } from '../../domain/reports/report-year.ts';
import type { VerifiedDatabase } from '../../domain/upkeep/finding.ts';
import { dayAfter, startOfDay } from '../../domain/values/date.ts';
import { firstDay, lastDay } from '../../domain/values/month.ts';
import { BusyError } from '../../errors.ts';
import { listBills, showBill } from '../billing/bills.ts';
import { listCharges } from '../charges/charges.ts';
import { listAudit } from '../mess/audit.ts';
import type { Mess } from '../mess/mess.ts';
import { listDues, type StudentDues } from '../payments/list-dues.ts';
import { listPayments } from '../payments/receipts/list-payments.ts';
import type { Payment } from '../payments/receipts/payments.ts';
import { listPurchases } from '../purchases/purchases.ts';
import { verifyMess } from '../upkeep/verify.ts';
import { reportYear, type YearReport } from './year-report.ts';

/** All of a year that an auditor looks at. */
export interface AuditPack {
  readonly year: YearReport;
  /** Also those that were revised or voided. */
  readonly bills: readonly ListedBill[];
  /** The live ones, with everybody's share. */
  readonly live: readonly Bill[];
  /** Also those that were taken back. */
  readonly purchases: readonly Purchase[];
  readonly charges: readonly Charge[];
  /** Also those that were reversed; null while no accounts are kept. */
  readonly payments: readonly Payment[] | null;
  /** What everybody owed at its end; null while no accounts are kept. */
  readonly dues: readonly StudentDues[] | null;
  /** The changes that were made in the year. */
  readonly record: readonly StoredAuditEntry[];
  readonly verified: VerifiedDatabase;
  readonly head: RecordHead;
}

/**
 * Gathers all of a year, and checks the books.
 *
 * @throws BusyError something was changed meanwhile
 */
export async function gatherAuditPack(
  mess: Mess,
  actor: Actor,
  year: ReportYear,
  onProgress: OnProgress,
): Promise<AuditPack> {
  requirePermission(actor, 'see the record of changes');
  const begun = await getRecordHead(mess.db);
  const report = await reportYear(mess, actor, year);
  const bills = (await listBills(mess, actor, 'all')).filter(
    ({ month }) => month >= year.from && month <= year.to,
  );
  const live: Bill[] = [];
  const purchases: Purchase[] = [];
  const charges: Charge[] = [];
  for (const month of report.months) {
    purchases.push(...(await listPurchases(mess, actor, month, 'all')));
    charges.push(...(await listCharges(mess, actor, month, 'all')));
    const isBilled = bills.some((bill) => bill.month === month && bill.status === 'live');
    if (isBilled) live.push(await showBill(mess, actor, month));
  }
  const { accountsFrom } = mess.settings;
  const days = { from: firstDay(year.from), to: lastDay(year.to) };
  const hasAccounts = accountsFrom !== null;
  const pack = {
    ...{ year: report, bills, live, purchases, charges },
    payments: hasAccounts
      ? (await listPayments(mess, actor, { ...days, hasReversed: true })).payments
      : null,
    dues: hasAccounts ? await listDues(mess, actor, { asOf: report.asOf }) : null,
    record: await listChanges(mess, actor, days),
    verified: await verifyMess(mess, actor, onProgress),
    head: await getRecordHead(mess.db),
  };
  if (pack.head.sequence === begun.sequence) return pack;
  const sentence = 'Something was changed while the year was gathered.';
  throw new BusyError('changed_meanwhile', sentence, { about: { during: 'report' } });
}

/** What was changed from the beginning of one day to the end of another, in the mess's time zone. */
async function listChanges(
  mess: Mess,
  actor: Actor,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<StoredAuditEntry[]> {
  const { timeZone } = mess.settings;
  const since = (await startOfDay(timeZone, from)).toISOString();
  const until = (await startOfDay(timeZone, dayAfter(to))).toISOString();
  return (await listAudit(mess, actor, { since })).filter(({ at }) => at < until);
}
