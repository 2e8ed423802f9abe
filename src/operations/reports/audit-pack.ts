import { requirePermission } from '../../auth/permissions.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Bill, ListedBill } from '../../domain/billing/bill.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import type { StoredAuditEntry } from '../../domain/mess/audit.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import type { Journal } from '../../domain/payments/journal/journal.ts';
import type { Purchase } from '../../domain/purchases/purchase.ts';
import type { ReportYear } from '../../domain/reports/report-year.ts';
import type { VerifiedDatabase } from '../../domain/upkeep/finding.ts';
import { dayAfter, startOfDay } from '../../domain/values/date.ts';
import { firstDay, lastDay } from '../../domain/values/month.ts';
import { listBills, showBill } from '../billing/bills.ts';
import { listCharges } from '../charges/charges.ts';
import { listAudit } from '../mess/audit.ts';
import type { Mess } from '../mess/mess.ts';
import { atOneMoment } from '../mess/snapshot.ts';
import { writeJournal } from '../payments/journal/export-journal.ts';
import { listDues, type StudentDues } from '../payments/list-dues.ts';
import { listPayments } from '../payments/receipts/list-payments.ts';
import type { Payment } from '../payments/receipts/payments.ts';
import { listPurchases } from '../purchases/purchases.ts';
import { verifyMess } from '../upkeep/verify.ts';
import { readYear, type YearReport } from './year-report.ts';

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
 * Gathers all of a year as it is at one moment, and checks the books before.
 *
 * @param write writes it, with the journal of the year, which is read while it is written; there is none while no
 * accounts are kept
 */
export async function gatherAuditPack(
  mess: Mess,
  actor: Actor,
  year: ReportYear,
  onProgress: OnProgress,
  write: (pack: AuditPack, journal: Journal | undefined) => Promise<void>,
): Promise<AuditPack> {
  requirePermission(actor, 'see the record of changes');
  const verified = await verifyMess(mess, actor, onProgress);
  return atOneMoment(mess.db, async (db) => {
    const source = { ...mess, db };
    const pack = await readPack(source, actor, year, verified);
    const { accountsFrom } = mess.settings;
    if (accountsFrom === null) await write(pack, undefined);
    else {
      const range = { from: firstDay(year.from), to: lastDay(year.to) };
      await writeJournal(db, source, { accountsFrom, range }, (journal) => write(pack, journal));
    }
    return pack;
  });
}

async function readPack(
  mess: Mess,
  actor: Actor,
  year: ReportYear,
  verified: VerifiedDatabase,
): Promise<AuditPack> {
  const report = await readYear(mess, actor, year);
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
  const hasAccounts = mess.settings.accountsFrom !== null;
  const days = { from: firstDay(year.from), to: lastDay(year.to) };
  return {
    ...{ year: report, bills, live, purchases, charges, verified },
    payments: hasAccounts
      ? (await listPayments(mess, actor, { ...days, hasReversed: true })).payments
      : null,
    dues: hasAccounts ? await listDues(mess, actor, { asOf: report.asOf }) : null,
    record: await listChanges(mess, actor, days),
    head: await getRecordHead(mess.db),
  };
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
