import { exportAccounts } from './export/accounts.ts';
import { exportCsv } from './export/csv.ts';
import { exportJournal } from './export/journal.ts';
import { reportMonth } from './report/month.ts';
import type { Nouns } from './verb.ts';

/** The commands that draw reports and hand the books on, apart from all that is asked for every day. */
export const REPORT_NOUNS: Nouns = new Map([
  ['report', [reportMonth]],
  ['export', [exportJournal, exportAccounts, exportCsv]],
]);
