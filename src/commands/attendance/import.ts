import { requirePermission } from '../../auth/permissions.ts';
import type { MonthReference } from '../../domain/month.ts';
import { resolveMonth } from '../../domain/month.ts';
import { InvalidInputError } from '../../errors.ts';
import { parseAttendanceFile } from '../../input/attendance-file.ts';
import { readInput } from '../../input/bytes.ts';
import { importAttendance } from '../../operations/import-attendance.ts';
import { today } from '../../operations/mess.ts';
import { importReportView, rowErrorLine } from '../../output/import-report.ts';
import { monthOption } from '../values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ImportOptions {
  readonly month?: MonthReference;
  readonly dryRun?: true;
}

export const declareAttendanceImport: Declare = (attendance, context) => {
  addVerb(attendance, {
    usage: 'import <FILE>',
    summary: 'Import a file of attendance',
    details: [
      'CSV with the columns student_id, month and days_present; - reads standard input.',
      'The month column may be left out with --month. Columns called name and branch are passed over, and so are rows with an empty days cell.',
      'All mistakes are named at once, and then nothing is written. Importing a file again changes nothing. What attendance show --format csv writes can be imported.',
    ].join('\n'),
    examples: [
      'mess attendance import may.csv',
      'mess attendance import may.csv --month 2025-05 --dry-run',
    ],
  })
    .addOption(monthOption('the month of the whole file'))
    .option('--dry-run', 'check everything, write nothing')
    .action(async (name: string, options: ImportOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'record attendance');
      const { month: given } = options;
      const month = given === undefined ? undefined : resolveMonth(given, today(mess));
      const label = name === '-' ? 'stdin' : name;
      const bytes = await readInput(name, context.stdin);
      const file = { name: label, ...parseAttendanceFile(label, bytes, month) };
      const report = await importAttendance(mess, actor, file, { dryRun: options.dryRun ?? false });
      if (report.errors.length === 0) {
        context.warn(report.warnings);
        await context.print(importReportView(report));
        return;
      }
      if (context.json) await context.print(importReportView(report));
      else for (const error of report.errors) context.report(rowErrorLine(label, error));
      const count = report.errors.length;
      throw new InvalidInputError(
        `${label} has ${count} ${count === 1 ? 'mistake' : 'mistakes'}. Nothing was written.`,
        { hint: 'correct the file and import it again' },
      );
    });
};
