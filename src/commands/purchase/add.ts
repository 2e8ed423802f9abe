import { requirePermission } from '../../auth/permissions.ts';
import { headFinder, parseHeadName, parseNote } from '../../domain/purchases/purchase.ts';
import { parseDate } from '../../domain/values/date.ts';
import { type Decimal, decimalToMinor, parseDecimal } from '../../domain/values/money.ts';
import { listHeads } from '../../operations/purchases/heads.ts';
import { addPurchase } from '../../operations/purchases/purchases.ts';
import { addedPurchaseView } from '../../output/purchases/purchases.ts';
import {
  amountOption,
  checkWith,
  givenOrAsked,
  toAmountMinor,
  valueOption,
} from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface AddOptions {
  readonly date?: string;
  readonly amount?: Decimal;
  readonly head?: string;
  readonly note?: string | null;
}

export const declarePurchaseAdd: Declare = (purchase, context) => {
  addVerb(purchase, {
    usage: 'add',
    summary: 'Record what was bought or paid',
    details:
      'On a terminal, what is missing is asked for. The heads are listed by mess purchase heads. A mistake is taken back by mess purchase void.',
    examples: [
      'mess purchase add --date 2025-05-03 --amount 1250.50 --head Vegetables',
      'mess purchase add --date 2025-05-31 --amount 8,500 --head Wages --note "cook, May"',
    ],
  })
    .addOption(valueOption('--date <DATE>', 'the day, like 2025-05-31', parseDate))
    .addOption(amountOption('--amount <AMOUNT>', 'what it cost'))
    .addOption(valueOption('--head <HEAD>', 'what it was spent on, like Milk', parseHeadName))
    .addOption(valueOption('--note <TEXT>', 'a remark', parseNote))
    .action(async (options: AddOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'change purchases');
      const { amount } = options;
      const isAsking = [options.date, amount, options.head].includes(undefined);
      const date = await givenOrAsked(
        context,
        options.date,
        '--date',
        'Date (like 2025-05-31)',
        parseDate,
      );
      const amountMinor = await givenOrAsked(
        context,
        amount && toAmountMinor(mess, '--amount', amount),
        '--amount',
        'Amount',
        (text) => decimalToMinor(parseDecimal(text), mess.settings.currencyDecimals),
      );
      const head = options.head ?? (await askHead());
      const note = options.note ?? (isAsking ? await askNote() : null);
      const { purchases, warnings } = await addPurchase(mess, actor, {
        date,
        amountMinor,
        head,
        note,
      });
      context.warn(warnings);
      for (const each of purchases) {
        await context.print(addedPurchaseView(each, warnings, mess.settings));
      }

      async function askHead(): Promise<string> {
        const heads = context.prompter === undefined ? [] : await listHeads(mess, actor);
        const message = `Head (${heads.map(({ name }) => name).join(', ')})`;
        const parse = (text: string) => headFinder(heads)(text).name;
        return givenOrAsked(context, undefined, '--head', message, parse);
      }
    });

  /** Where nobody can be asked there is none, which is an answer too. */
  async function askNote(): Promise<string | null> {
    if (context.prompter === undefined) return null;
    const message = 'Note (Enter for none)';
    return parseNote(await context.prompter.text({ message, check: checkWith(parseNote) }));
  }
};
