import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { parseHeadName, parseNote } from '../../domain/purchases/purchase.ts';
import { parseWrittenAmount } from '../../domain/values/money.ts';
import { listHeads } from '../../operations/purchases/heads.ts';
import { addPurchase } from '../../operations/purchases/purchases.ts';
import { addedPurchaseView } from '../../output/purchases/purchases.ts';
import { DATE_DOUBTS, enterUnlessSlip, isInsisted, orAsk } from '../ask-if-doubtful.ts';
import type { Context, Terminal } from '../context.ts';
import { dateOption, dateReader, exampleDate, toDate, writeToday } from '../options/dates.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import {
  amountOption,
  checkRule,
  checkWith,
  flagOption,
  givenOrAsked,
  givenOrChosen,
  toAmountMinor,
  valueOption,
} from '../options/values.ts';
import { defineVerb, type Entered } from '../verb.ts';

export const purchaseAdd = defineVerb({
  name: 'add',
  summary: 'Record what was bought or paid',
  details:
    'On a terminal, what is missing is asked for. The heads are listed by mess purchase heads. A mistake is corrected by mess purchase edit, or taken back by mess purchase void.',
  examples: [
    'mess purchase add --date 2025-05-03 --amount 1250.50 --head Vegetables',
    'mess purchase add --date 2025-05-31 --amount 8,500 --head Wages --note "cook, May"',
    'mess purchase add --refund --date 2025-05-31 --amount 120 --head Milk',
  ],
  permission: 'enter purchases',
  takes: {
    date: dateOption('--date <DATE>', 'the day, like 2025-05-31'),
    amount: amountOption('--amount <AMOUNT>', 'what it cost'),
    head: valueOption('--head <HEAD>', 'what it was spent on, like Milk', parseHeadName),
    note: valueOption('--note <TEXT>', 'a remark', parseNote),
    refund: flagOption('--refund', 'money that came back: it lowers what the head cost'),
    unlikely: unlikelyOption,
  },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const { amount } = values;
    const isAsking = [values.date, amount, values.head].includes(undefined);
    const date = await givenOrAsked(
      terminal,
      toDate(mess, '--date', values.date),
      '--date',
      `Date (like ${exampleDate(mess)})`,
      dateReader(mess),
      writeToday(mess),
    );
    const amountMinor = await givenOrAsked(
      terminal,
      amount && toAmountMinor(mess, '--amount', amount),
      '--amount',
      'Amount',
      (text) => amountInCurrency(mess.settings, parseWrittenAmount(text)),
    );
    const head = values.head ?? (await askHead(context));
    // An option that is read as null arrives as empty text.
    const note = (values.note ?? (isAsking ? await askNote(terminal) : null)) || null;
    const unlikely = isInsisted(context, values.unlikely);
    const signed = values.refund ? -amountMinor : amountMinor;
    const purchase = { date, amountMinor: signed, head, note, unlikely };
    const { purchases, warnings } = await checkRule('--date', () =>
      enterUnlessSlip(context, {
        insisted: values.unlikely ? DATE_DOUBTS : [],
        question: 'Record it all the same?',
        work: (on) => addPurchase(on, actor, purchase),
        takeBack: ({ purchases: [added] }) =>
          orAsk(actor, 'change purchases', `mess purchase void ${added?.no} --reason TEXT`),
      }),
    );
    for (const each of purchases) {
      await answer.print(addedPurchaseView(each, warnings, mess.settings));
    }
  },
});

async function askHead({ mess, actor, terminal }: Context & Entered): Promise<string> {
  const heads = terminal.prompter === undefined ? [] : await listHeads(mess, actor);
  const names = heads.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const hint = 'for a new head: mess purchase heads add';
  return givenOrChosen(terminal, undefined, '--head', 'Head', names, hint);
}

/** Where nobody can be asked there is none, which is an answer too. */
async function askNote({ prompter }: Terminal): Promise<string | null> {
  if (prompter === undefined) return null;
  const message = 'Note (Enter for none)';
  return parseNote(await prompter.text({ message, check: checkWith(parseNote) }));
}
