import { parseReportYear } from '../../domain/reports/report-year.ts';
import { gatherAuditPack } from '../../operations/reports/audit-pack.ts';
import { packFiles } from '../../output/reports/audit-pack.ts';
import { auditPackView } from '../../output/reports/audit-pack-view.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { parsePath, valueArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const reportAuditPack = defineVerb({
  name: 'audit-pack',
  summary: 'Write all of a year for an auditor to a folder, with checksums',
  details:
    'A folder that is new or empty: the report of the year, every bill, share, purchase, charge, receipt and voucher, what everybody owed at its end, the accounts as a journal, the changes that were made in the year, what a check of the books found, the head of the record, and SHA256SUMS. It is there whole or not at all, and only you can read it.',
  examples: ['mess report audit-pack 2025-26 audit-2025-26'],
  permission: 'see the record of changes',
  takes: {
    year: valueArgument('<YEAR>', 'the year, such as 2025-26 or 2025', parseReportYear),
    folder: valueArgument('<FOLDER>', 'the folder to write', parsePath),
  },
  async run({ mess, actor, answer, files, terminal }, { year, folder }) {
    await files.checkFolder('FOLDER', folder);
    const pack = await terminal.runLong(({ onProgress }) =>
      gatherAuditPack(mess, actor, year, onProgress, (gathered, journal) => {
        const told = { ...gathered, live: gathered.live.map(sayWarnings) };
        return files.writeFolder(folder, packFiles(told, journal, mess.settings));
      }),
    );
    await answer.print(auditPackView(pack, folder));
  },
});
