import { parseHeadName, parseNote } from '../../domain/purchases/purchase.ts';
import { parseCount } from '../../domain/values/size.ts';
import { UsageError } from '../../errors.ts';
import { editPurchase } from '../../operations/purchases/edit-purchase.ts';
import { editedPurchaseView } from '../../output/purchases/purchases.ts';
import { DATE_DOUBTS, enterUnlessSlip, isInsisted } from '../ask-if-doubtful.ts';
import { valueArgument } from '../options/arguments.ts';
import { dateOption, toDate } from '../options/dates.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import { amountOption, checkRule, toAmountMinor, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const purchaseEdit = defineVerb({
  name: 'edit',
  summary: 'Correct a purchase, by its number',
  details:
    'What is not given stays as it is. The corrected purchase gets a new number. The old one stays readable with mess purchase list --all, and counts no more. A bill made from purchases is then stale until it is revised.',
  examples: [
    'mess purchase edit 12 --amount 1250.50',
    'mess purchase edit 12 --date 2025-05-31 --head Gas --note "late invoice"',
  ],
  permission: 'change purchases',
  takes: {
    no: valueArgument('<N>', 'the number of the purchase', parseCount, 'mess purchase list'),
    date: dateOption('--date <DATE>', 'the day, like 2025-05-31'),
    amount: amountOption('--amount <AMOUNT>', 'what it cost'),
    head: valueOption('--head <HEAD>', 'what it was spent on, like Milk', parseHeadName),
    note: valueOption('--note <TEXT>', 'a remark; "" takes it away', parseNote),
    unlikely: unlikelyOption,
  },
  async run(context, { no, amount, note, date: written, unlikely, ...given }) {
    const { mess, actor, answer } = context;
    const amountMinor = amount && toAmountMinor(mess, '--amount', amount);
    const date = toDate(mess, '--date', written);
    const changes = {
      ...given,
      ...(date === undefined ? {} : { date }),
      ...(amountMinor === undefined ? {} : { amountMinor }),
      // An option that is read as null arrives as empty text.
      ...(note === undefined ? {} : { note: note || null }),
    };
    if (Object.keys(changes).length === 0) {
      throw new UsageError('missing_value', 'Nothing to change was given.', {
        hint: `mess purchase edit ${no} --date, --amount, --head or --note`,
      });
    }
    const insisted = isInsisted(context, unlikely);
    const edited = await checkRule('--date', () =>
      enterUnlessSlip(context, {
        insisted: unlikely ? DATE_DOUBTS : [],
        question: 'Correct it like that?',
        work: (on) => editPurchase(on, actor, no, { ...changes, unlikely: insisted }),
        takeBack: ({ purchase }) => `correct it again: mess purchase edit ${purchase.no}`,
      }),
    );
    await answer.print(editedPurchaseView(edited, mess.settings));
  },
});
