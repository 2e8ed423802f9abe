import { PAYMENT_IMPORT } from '../../documents/payments/bank.ts';
import { parseCount } from '../../domain/values/size.ts';
import {
  listPaymentImports,
  undoPaymentImport,
} from '../../operations/payments/bank/undo-import.ts';
import { undonePaymentsView } from '../../output/payments/suspense.ts';
import { listRecords } from '../list-records.ts';
import { valueArgument } from '../options/arguments.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { defineVerb } from '../verb.ts';

export const paymentImports = defineVerb({
  name: 'imports',
  summary: "List the bank's files that were imported",
  details:
    'With how many lines were new and how many known. The number is what mess payment undo takes.',
  examples: ['mess payment imports'],
  permission: 'see imports',
  run: listRecords(
    PAYMENT_IMPORT,
    async (mess, actor) =>
      (await listPaymentImports(mess, actor)).map((each) => ({
        ...each,
        isUndone: each.undoneBy !== null,
      })),
    {
      none: "No bank's file was imported yet.",
      columns: {
        import: { title: 'No' },
        // The end of a path tells files apart.
        file: { cell: ({ file }) => file.split('/').at(-1) ?? file },
      },
    },
  ),
});

export const paymentUndo = defineVerb({
  name: 'undo',
  summary: "Take an import of a bank's file back",
  details:
    'By entries of today: its receipts are reversed and keep their numbers, and its lines can be imported again. Refused when one of its lines was assigned since.',
  examples: ['mess payment imports', 'mess payment undo 3 --reason "was of another mess"'],
  permission: 'undo imports of payments',
  takes: {
    no: valueArgument('<N>', 'the number of the import', parseCount, 'mess payment imports'),
    reason: reasonOption(),
  },
  async run({ mess, actor, answer, terminal }, { no, ...values }) {
    const reason = await getReason(terminal, values.reason);
    await answer.print(undonePaymentsView(await undoPaymentImport(mess, actor, no, reason)));
  },
});
