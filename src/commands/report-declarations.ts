import { exportAccounts } from './export/accounts.ts';
import { exportCsv } from './export/csv.ts';
import { exportJournal } from './export/journal.ts';
import { notifyBills } from './notify/bills.ts';
import { notifyDismiss } from './notify/dismiss.ts';
import { notifyDues } from './notify/dues.ts';
import { notifyList } from './notify/list.ts';
import { notifyReceipt } from './notify/receipt.ts';
import { notifyRetry } from './notify/retry.ts';
import { notifyTemplates } from './notify/templates.ts';
import { notifyTexts } from './notify/texts.ts';
import { reportAuditPack } from './report/audit-pack.ts';
import { reportCollection } from './report/collection.ts';
import { reportDefaulters } from './report/defaulters.ts';
import { reportMonth } from './report/month.ts';
import { reportNotice } from './report/notice.ts';
import { reportStatements } from './report/statements.ts';
import { reportStudent } from './report/student.ts';
import { reportYear } from './report/year.ts';
import type { Nouns } from './verb.ts';

/** The commands that draw reports, send messages and hand the books on, apart from all that is asked for every day. */
export const REPORT_NOUNS: Nouns = new Map([
  [
    'report',
    [
      reportMonth,
      reportYear,
      reportStudent,
      reportNotice,
      reportStatements,
      reportCollection,
      reportDefaulters,
      reportAuditPack,
    ],
  ],
  [
    'notify',
    [
      notifyBills,
      notifyDues,
      notifyReceipt,
      notifyTexts,
      notifyTemplates,
      notifyList,
      notifyRetry,
      notifyDismiss,
    ],
  ],
  ['export', [exportJournal, exportAccounts, exportCsv]],
]);
