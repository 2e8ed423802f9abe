import { Argument } from 'commander';
import { countRows, type OriginalReport } from '../../domain/original/original.ts';
import { parseYear } from '../../domain/original/values.ts';
import type { DatabaseAddress, MysqlAddress } from '../../domain/values/database-address.ts';
import { parseCount } from '../../domain/values/size.ts';
import { type Told, UsageError } from '../../errors.ts';
import { planTakeOver, readOriginal } from '../../operations/original/import.ts';
import { originalErrorLine, originalReportView } from '../../output/original/original.ts';
import { sayMistake } from '../hints/say/mistake.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { printImport } from '../imports/print-import.ts';
import { parseGivenAddress } from '../options/address.ts';
import type { Typed } from '../options/inputs.ts';
import { flagOption, textOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const DETAILS = `SOURCE is the address of its MySQL database. It is only read: a user who may SELECT is enough. The password is asked for, or stands in --source-password-file.

Students, attendance, bills and admins are taken. What each student was charged is kept to the paisa as it was recorded, and not worked out again: such a bill is marked as recorded. Admins become managers and sign in with the passwords they have.

What is in the mess already stays as it is, so what was taken over is not taken again. All mistakes are named at once, by table and key, and then nothing is written.`;

/** @throws UsageError it is a file */
function requireServer(address: DatabaseAddress): MysqlAddress {
  if (address.kind === 'mysql') return address;
  const sentence = 'SOURCE: the original service keeps its data on a server, not in a file.';
  throw new UsageError('bad_value', sentence, { hint: 'write mysql://USER@HOST/NAME' });
}

const SOURCE: Argument & Typed<MysqlAddress> = new Argument(
  '<SOURCE>',
  'the address of the original database',
).argParser((text: string) => requireServer(parseGivenAddress('SOURCE', text)));

export const dbImportOriginal = defineVerb({
  name: 'import-original',
  summary: 'Take over a database of the original service',
  details: DETAILS,
  examples: [
    'mess db import-original mysql://reader@db.example.org/hostel --dry-run',
    'mess db import-original mysql://reader@localhost/hostel --source-password-file ~/.hostel-db',
    'mess db import-original mysql://reader@localhost/hostel --year 2025 --partial',
  ],
  permission: 'take over a database',
  takes: {
    address: SOURCE,
    passwordFile: textOption(
      '--source-password-file <FILE>',
      "the source's password, in a file that only you can read",
    ),
    year: valueOption('--year <YYYY>', 'of months that stand without one, like May', parseYear),
    dryRun: flagOption('--dry-run', 'check everything, write nothing'),
    partial: flagOption(
      '--partial',
      'take the good rows in spite of mistakes; the exit code is 6 even so',
    ),
    maxErrors: valueOption('--max-errors <N>', 'show so many mistakes (20)', parseCount),
  },
  async run({ mess, actor, answer, database, terminal }, values) {
    const { address, passwordFile, year, dryRun, partial, maxErrors } = values;
    // Not yet a long work: while nothing is written, Ctrl-C may end it at once, also at a question.
    const original = await database.connect(
      (known, options) => readOriginal(actor, requireServer(known), options),
      { address, passwordFile, passwordFlag: '--source-password-file' },
    );
    const done = await terminal.runLong(async ({ onProgress }) => {
      const planned = await planTakeOver(mess, actor, original, { year, dryRun, partial });
      return planned.writes ? planned.write(onProgress) : planned.report;
    });
    const report = { ...sayWarnings(done), errors: done.errors.map(sayMistake) };
    answer.warn(report.warnings);
    const isWritten = report.partial && !dryRun && countRows(report, 'inserted') > 0;
    const correct = 'correct the rows there, or in a copy of that database, and run it again';
    await printImport(answer, originalReportView(report), report, {
      lines: report.errors.map((error) => ({
        text: () => originalErrorLine(error),
        mistakes: 1,
      })),
      withheld: describeWithheld(report),
      outcome: `${isWritten ? 'The rest' : 'Nothing'} was written`,
      remedy: report.partial ? correct : `${correct}, or take the good ones with --partial`,
      max: maxErrors,
    });
  },
});

function describeWithheld(report: Told<OriginalReport>): string | undefined {
  const faulty = new Set(report.errors.map(({ table, line }) => `${table} ${line}`)).size;
  const count = countRows(report, 'rejected') - faulty;
  if (!report.partial || count <= 0) return undefined;
  return count === 1 ? '1 good row that needs them is' : `${count} good rows that need them are`;
}
