import { MATCH_RULES } from '../../domain/payments/bank/payer-match.ts';
import { parseText } from '../../domain/values/text.ts';
import { SIDES } from '../../input/payments/amount-cell.ts';
import { STATEMENT_COLUMNS } from '../../input/payments/columns.ts';
import { planStatementImport } from '../../operations/payments/bank/import.ts';
import { type StatementWays, statementImportView } from '../../output/payments/statement.ts';
import { confirm } from '../confirm.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { type ImportLook, importFile } from '../imports/import-file.ts';
import { csvOptions, IMPORT_OPTIONS } from '../imports/options.ts';
import { fileArgument } from '../options/arguments.ts';
import { checkRule, choiceOption, flagOption, textOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const WAYS: StatementWays = {
  reverse: (receipt) =>
    `mess payment reverse ${receipt} --bounced --reason "sent back by the bank"`,
  ignore: 'mess payment suspense ignore N --bounced --reason "sent back by the bank"',
  assign: 'mess payment suspense assign N ID',
};

const DETAILS = `CSV or text as banks and UPI apps give it: SBI, HDFC, ICICI, Axis, Kotak, Canara, PNB, Union Bank, Bank of Baroda, PhonePe, Razorpay, and the list of a UPI terminal; - reads standard input. Any other has the columns date, narration, reference, debit and credit, or amount, and perhaps balance, under these names, others that banks use (mess help columns), or as --column says.

Where the file has a running balance, each line must follow from the one before; if one does not, nothing is written. What came in is booked for a student only where exactly one follows: from our note MESS ID, an id of the roll, a payer known from before, or a phone, in this order. All other money is in suspense: mess payment suspense. Debits are counted.

A line that is recorded is known again, in overlapping files too. What is shown first is what is written. To take an import back: mess payment undo.`;

export const paymentImport = defineVerb({
  name: 'import',
  summary: "Book the payments in a bank's or a gateway's file",
  details: DETAILS,
  examples: [
    'mess payment import statement.csv --dry-run',
    'mess payment import statement.csv --yes',
    'mess payment import other.csv --column "Their Date=date" --amounts credit --account hdfc',
  ],
  permission: 'import payments',
  takes: {
    name: fileArgument(),
    account: valueOption(
      '--account <NAME>',
      'which account of the mess the file is of (found)',
      (text) => parseText(text, 'name', 40).toLowerCase(),
    ),
    amounts: choiceOption('--amounts <SIDE>', 'what amounts are of which nothing says it', SIDES),
    noLearned: flagOption('--no-learned', 'whom a payer paid for before counts for nothing'),
    onlyCodes: flagOption('--only-codes', 'book only what our own note names'),
    dateFormat: textOption('--date-format <FORM>', 'how dates are written (found, day first)'),
    again: flagOption('--again', 'look again at a file that was taken before'),
    dryRun: IMPORT_OPTIONS.dryRun,
    maxErrors: IMPORT_OPTIONS.maxErrors,
    encoding: IMPORT_OPTIONS.encoding,
    delimiter: IMPORT_OPTIONS.delimiter,
    column: IMPORT_OPTIONS.column,
    columns: IMPORT_OPTIONS.columns,
    maxRecordSize: IMPORT_OPTIONS.maxRecordSize,
    maxFileSize: IMPORT_OPTIONS.maxFileSize,
    maxRows: IMPORT_OPTIONS.maxRows,
  },
  async run(context, given) {
    const { mess, actor, answer, terminal } = context;
    const { account, amounts, dateFormat, again, onlyCodes, noLearned } = given;
    const values = {
      ...{ ...given, ignoreUnknown: false, partial: false },
    };
    const file = { ...csvOptions(values, STATEMENT_COLUMNS), dateFormat, amounts };
    const rules = onlyCodes
      ? (['code'] as const)
      : MATCH_RULES.filter((rule) => !(noLearned && rule === 'payer'));
    const look: ImportLook = {
      isWhole: true,
      view: (report) => statementImportView(report, mess.settings, WAYS),
      async ask(report) {
        if (!terminal.yes && terminal.prompter !== undefined) {
          await answer.preview(statementImportView(sayWarnings(report), mess.settings, WAYS));
        }
        await confirm(terminal, 'Book it like that?');
      },
    };
    await importFile(
      context,
      values,
      'payment import',
      (source, { dryRun }, onProgress) =>
        checkRule('--date-format', () =>
          planStatementImport(
            mess,
            actor,
            source,
            { dryRun, again, file, account, rules },
            onProgress,
          ),
        ),
      look,
    );
  },
});
