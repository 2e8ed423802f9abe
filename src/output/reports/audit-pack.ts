import { createHash } from 'node:crypto';
import {
  billDocument,
  billSheet,
  listedBillDocument,
  listedBillSheet,
} from '../../documents/billing/bill.ts';
import { chargeDocument, chargeSheet } from '../../documents/charges.ts';
import { recordSheet } from '../../documents/fields.ts';
import { auditDocument, auditSheet } from '../../documents/mess.ts';
import {
  duesDocument,
  duesSheet,
  PAYMENT,
  type PaymentRecord,
  type StudentDuesRecord,
} from '../../documents/payments/payments.ts';
import { purchaseDocument, purchaseSheet } from '../../documents/purchases.ts';
import { type YearReportRecord, yearReportDocument } from '../../documents/reports/year.ts';
import type { Sheet } from '../../documents/sheet.ts';
import { verifiedDocument } from '../../documents/upkeep.ts';
import type { Bill, ListedBill } from '../../domain/billing/bill.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import type { StoredAuditEntry } from '../../domain/mess/audit.ts';
import { formatHead, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { Journal } from '../../domain/payments/journal/journal.ts';
import type { Purchase } from '../../domain/purchases/purchase.ts';
import type { VerifiedDatabase } from '../../domain/upkeep/finding.ts';
import { dateName } from '../../domain/values/date.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Told } from '../../errors.ts';
import { renderCsv, renderJson } from '../page/render.ts';
import { renderJournal } from '../payments/journal/journal.ts';
import { reportPage } from '../report/html.ts';
import type { FileToWrite } from '../upkeep/data-package.ts';
import type { ReportStyle } from './style.ts';
import { yearReport } from './year.ts';

/** All of a year for an auditor, as it was gathered; the warnings of bills in words. */
export interface AuditPackRecord {
  readonly year: YearReportRecord;
  readonly bills: readonly ListedBill[];
  readonly live: readonly Told<Bill>[];
  readonly purchases: readonly Purchase[];
  readonly charges: readonly Charge[];
  readonly payments: readonly PaymentRecord[] | null;
  readonly dues: readonly StudentDuesRecord[] | null;
  readonly record: readonly StoredAuditEntry[];
  readonly verified: VerifiedDatabase;
  readonly head: RecordHead;
}

/** A file of the pack, and what it is. */
interface PackedFile {
  readonly name: string;
  readonly what: string;
  readonly pieces: () => Iterable<string> | AsyncIterable<string>;
}

/**
 * The files of a pack, and last the one with the checksums of all others, as `sha256sum --check` reads it.
 *
 * @param journal of the same year; undefined while no accounts are kept
 */
export async function* packFiles(
  pack: AuditPackRecord,
  journal: Journal | undefined,
  style: ReportStyle,
): AsyncGenerator<FileToWrite> {
  const files = [...listFiles(pack, style), ...journalFile(journal)];
  const sums: string[] = [];
  for (const { name, pieces } of [readMe(pack, files, style), ...files]) {
    const hash = createHash('sha256');
    async function* hashed() {
      for await (const piece of pieces()) {
        hash.update(piece);
        yield piece;
      }
    }
    yield { name, pieces: hashed() };
    sums.push(`${hash.digest('hex')}  ${name}\n`);
  }
  yield { name: 'SHA256SUMS', pieces: once(sums.join('')) };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function listFiles(pack: AuditPackRecord, style: ReportStyle): PackedFile[] {
  const { currencyDecimals: decimals } = style;
  const { payments, dues } = pack;
  const year = yearReportDocument(pack.year, decimals);
  const sheet = (name: string, what: string, make: () => Sheet): PackedFile => ({
    ...{ name, what },
    pieces: () => renderCsv(make()),
  });
  return [
    {
      name: 'year.html',
      what: 'the year, month by month and by heads, to be read and printed',
      pieces: () => [reportPage(yearReport(year, style))],
    },
    { name: 'year.json', what: 'the same for programs', pieces: () => [renderJson(year)] },
    sheet('bills.csv', 'every bill, also those that were revised or voided, and why', () =>
      listedBillSheet(pack.bills.map((bill) => listedBillDocument(bill, decimals))),
    ),
    sheet('shares.csv', "everybody's share of every bill that stands", () =>
      sharesSheet(pack.live, decimals),
    ),
    sheet('purchases.csv', 'what was bought, also what was taken back', () =>
      purchaseSheet(pack.purchases.map((each) => purchaseDocument(each, decimals))),
    ),
    sheet('charges.csv', 'guests, extras, fines and discounts, also those taken back', () =>
      chargeSheet(pack.charges.map((each) => chargeDocument(each, decimals))),
    ),
    ...(payments === null
      ? []
      : [
          sheet('payments.csv', 'every receipt and voucher, also those that were reversed', () =>
            recordSheet(PAYMENT, payments, decimals),
          ),
        ]),
    ...(dues === null
      ? []
      : [
          sheet('dues.csv', `what everybody owed on ${dateName(pack.year.asOf)}`, () =>
            duesSheet(dues.map((each) => duesDocument(each, decimals))),
          ),
        ]),
    sheet('record.csv', 'who changed what, when and why: the record of changes of the year', () =>
      auditSheet(auditDocument(pack.record)),
    ),
    {
      name: 'verification.json',
      what: 'what a check of all books found',
      pieces: () => [renderJson(verifiedDocument(pack.verified))],
    },
  ];
}

/** One behind the other, with the month in front. */
function sharesSheet(bills: readonly Told<Bill>[], decimals: number): Sheet {
  const sheets = bills.map(
    (bill) => [bill.month, billSheet(billDocument(bill, decimals))] as const,
  );
  const header = sheets[0]?.[1].header ?? [];
  function* rows(): Iterable<(string | number | null)[]> {
    for (const [month, { rows: shares }] of sheets) {
      for (const cells of shares) yield [month satisfies Month, ...cells];
    }
  }
  return { header: ['month', ...header], rows: rows() };
}

function journalFile(journal: Journal | undefined): PackedFile[] {
  if (journal === undefined) return [];
  return [
    {
      name: 'year.journal',
      what: 'the accounts of the year as a journal for hledger',
      pieces: () => renderJournal(journal, 'hledger'),
    },
  ];
}

function readMe(
  { year, verified, head }: AuditPackRecord,
  files: readonly PackedFile[],
  { name, currency, timeZone }: ReportStyle,
): PackedFile {
  const count = verified.findings.length;
  const lines = [
    `${name}: the books of ${year.year.name}`,
    `${year.year.from} to ${year.year.to}, as of ${year.asOf}; ${currency}, ${timeZone}`,
    '',
    `Record ${formatHead(head)}: the newest entry of the record of changes. Whoever has it written down can have it checked.`,
    count === 0
      ? 'All books were checked, and nothing was found.'
      : `All books were checked, and ${count} ${count === 1 ? 'thing was' : 'things were'} found: see verification.json.`,
    '',
    ...files.map((file) => `${file.name.padEnd(18)} ${file.what}`),
    `${'SHA256SUMS'.padEnd(18)} checksums of all files, as sha256sum compares them`,
  ];
  return { name: 'README.txt', what: '', pieces: () => [`${lines.join('\n')}\n`] };
}
