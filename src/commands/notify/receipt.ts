import { parseReceiptNumber } from '../../domain/payments/receipt.ts';
import { parseCount } from '../../domain/values/size.ts';
import { UsageError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import type { ReceiptsMeant } from '../../operations/messages/receipts.ts';
import { valuesArgument } from '../options/arguments.ts';
import { dateOption, toRange } from '../options/dates.ts';
import type { ValuesOf } from '../options/inputs.ts';
import { valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { HOW_A_PROGRAM, HOW_IT_ENDS, orderOptions } from './options.ts';
import { runOrder } from './run.ts';

const meant = {
  receipts: valuesArgument(
    '[RECEIPT...]',
    'the number of the receipt, like 2025-26/0001; several, too',
    parseReceiptNumber,
    'mess payment list',
  ),
  importNo: valueOption(
    '--import <N>',
    "of all payments that an import of a bank's file booked; mess payment imports lists them",
    parseCount,
  ),
  from: dateOption('--from <DATE>', 'of all payments from this day of the money on'),
  to: dateOption('--to <DATE>', 'the last day'),
};

type Meant = ValuesOf<typeof meant>;

export const notifyReceipt = defineVerb({
  name: 'receipt',
  summary: 'Send the receipts of payments to whose they are',
  details: [
    'Of one payment or several, of all that an import booked or that were assigned of it since, or of all of some days. One that was taken back is skipped; money in suspense has no receipt yet, and is said.',
    HOW_IT_ENDS,
    HOW_A_PROGRAM,
  ].join('\n\n'),
  examples: [
    'mess notify receipt 2025-26/0001',
    'mess notify receipt 2025-26/0001 --again',
    'mess notify receipt --import 3 --dry-run',
    'mess notify receipt --from 2025-06-01 --to 2025-06-30',
  ],
  permission: 'send messages',
  takes: { ...meant, ...orderOptions() },
  run: (context, given) =>
    runOrder(context, { kind: 'receipt', meant: toMeant(context.mess, given) }, given),
});

/** @throws UsageError nothing says of which payments, more than one thing does, or the days are none */
function toMeant(mess: Mess, { receipts, importNo, from, to }: Meant): ReceiptsMeant {
  const isOfDays = (from ?? to) !== undefined;
  const ways = [receipts.length > 0, importNo !== undefined, isOfDays];
  const given = ways.filter((isGiven) => isGiven).length;
  const hint = 'give the numbers of receipts, --import N, or --from and --to';
  if (given === 0) throw new UsageError('missing_value', 'Of which payments?', { hint });
  if (given > 1) {
    const sentence = 'It is said in two ways of which payments.';
    throw new UsageError('conflicting_options', sentence, { hint });
  }
  if (importNo !== undefined) return { importNo };
  if (!isOfDays) return { receipts };
  return toRange(mess, { from, to });
}
