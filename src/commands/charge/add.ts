import { parseKindName, parseQuantity } from '../../domain/charges/charge.ts';
import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { parseNote } from '../../domain/purchases/purchase.ts';
import { parseBranch } from '../../domain/students/student.ts';
import { parseWrittenAmount, type WrittenAmount } from '../../domain/values/money.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { UsageError } from '../../errors.ts';
import { addCharge, type Charged } from '../../operations/charges/add-charge.ts';
import { listKinds } from '../../operations/charges/kinds.ts';
import { addedChargesView } from '../../output/charges/charges.ts';
import { DATE_DOUBTS, enterUnlessSlip, isInsisted } from '../ask-if-doubtful.ts';
import type { Context } from '../context.ts';
import { studentArgument } from '../options/arguments.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import {
  amountOption,
  checkRule,
  flagOption,
  getMonth,
  getStudentId,
  givenOrAsked,
  givenOrChosen,
  monthOption,
  toAmountMinor,
  valueOption,
} from '../options/values.ts';
import { defineVerb, type Entered } from '../verb.ts';

export const chargeAdd = defineVerb({
  name: 'add',
  summary: 'Charge a student, or many, beside the division of a month',
  details: [
    'A guest, an extra, a broken plate, a discount: it stands on the share of the month as a part of its own, after the division. The bill takes what is recorded when it is registered; what is charged later comes in by mess bill revise.',
    'The kinds are those of mess charge kinds. With a rate, that of the kind or --rate, the amount is reckoned: --quantity 3 is three of them. A discount is written like any amount, and lowers the share.',
    'Without an ID everybody on the roll of the month with --branch is charged, or with --all-present who was present at least part of it. It is one change. A mistake is taken back by mess charge void.',
  ].join('\n\n'),
  examples: [
    'mess charge add S001 --month 2025-05 --kind guest --quantity 3 --rate 60',
    'mess charge add S002 --month 2025-05 --kind discount --amount 100 --note "helped in the kitchen"',
    'mess charge add --all-present --month 2025-05 --kind extra --amount 40 --note "feast"',
  ],
  permission: 'enter charges',
  takes: {
    id: studentArgument('[ID]'),
    month: monthOption('the month, like 2025-05 or May 2025, or this, or previous'),
    kind: valueOption('--kind <KIND>', 'what for, like guest', parseKindName),
    amount: amountOption('--amount <AMOUNT>', 'what it comes to'),
    quantity: valueOption('--quantity <Q>', 'how many, like 3 or 2.5', parseQuantity),
    rate: amountOption('--rate <AMOUNT>', 'what one of them costs (that of the kind)'),
    note: valueOption('--note <TEXT>', 'a remark', parseNote),
    branch: valueOption('--branch <BRANCH>', 'everybody of this branch', parseBranch),
    allPresent: flagOption('--all-present', 'everybody who was present in the month'),
    unlikely: unlikelyOption,
  },
  check({ amount, quantity, rate }) {
    if (amount === undefined || (quantity === undefined && rate === undefined)) return;
    throw new UsageError(
      'conflicting_options',
      'An amount is given, and a quantity or a rate besides.',
      { hint: 'what one of them costs is its rate: --quantity 2 --rate AMOUNT' },
    );
  },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const who = await getCharged(context, values);
    const month = await getMonth(terminal, mess, values.month, 'charge');
    const kind = values.kind ?? (await askKind(context));
    const input = {
      ...{ who, month, kind, note: values.note || null },
      given: await getAmount(context, kind, values),
      unlikely: isInsisted(context, values.unlikely),
    };
    const { charges, warnings } = await checkRule('--amount', () =>
      enterUnlessSlip(context, {
        insisted: values.unlikely ? DATE_DOUBTS : [],
        question: 'Record it all the same?',
        work: (on) => addCharge(on, actor, input),
        takeBack: ({ charges: added }) => {
          const [first, last] = [added[0]?.no, added.at(-1)?.no];
          return `mess charge void ${first === last ? first : `${first}-${last}`} --reason TEXT`;
        },
      }),
    );
    await answer.print(addedChargesView(charges, warnings, mess.settings));
  },
});

async function getCharged(
  { terminal }: Context,
  {
    id,
    branch,
    allPresent,
  }: { id?: string | undefined; branch?: string | undefined; allPresent: boolean },
): Promise<Charged> {
  const isOfMany = branch !== undefined || allPresent;
  if (!isOfMany) return { id: await getStudentId(terminal, id) };
  if (id === undefined) return { branch, isPresent: allPresent };
  throw new UsageError('conflicting_options', 'An ID is given, and --branch or --all-present.', {
    hint: 'leave one of them out',
  });
}

async function askKind({ mess, actor, terminal }: Context & Entered): Promise<string> {
  const kinds = terminal.prompter === undefined ? [] : await listKinds(mess, actor);
  const names = kinds.filter(({ hidden }) => !hidden).map(({ name }) => name);
  return givenOrChosen(terminal, undefined, '--kind', 'Kind', names, 'more: mess charge kinds add');
}

/** Where neither an amount nor a quantity is given, it is asked how many there are, or of a kind without a rate what it comes to. */
async function getAmount(
  { mess, actor, terminal }: Context & Entered,
  kind: string,
  {
    amount,
    quantity,
    rate,
  }: {
    readonly amount?: WrittenAmount | undefined;
    readonly quantity?: number | undefined;
    readonly rate?: WrittenAmount | undefined;
  },
) {
  const given = {
    amountMinor: amount && toAmountMinor(mess, '--amount', amount),
    quantityHundredths: quantity,
    rateMinor: rate && toAmountMinor(mess, '--rate', rate),
  };
  const isSaid = [amount, quantity, rate].some((value) => value !== undefined);
  if (isSaid || terminal.prompter === undefined) return given;
  const kinds = await listKinds(mess, actor);
  const usual = kinds.find(({ name }) => name.toLowerCase() === kind.toLowerCase())?.rateMinor;
  if (usual !== null && usual !== undefined) {
    const each = moneyFormat(mess.settings)(usual);
    const question = `How many, of ${each} each`;
    const asked = [terminal, undefined, '--quantity', question, parseQuantity, '1'] as const;
    return { quantityHundredths: await givenOrAsked(...asked) };
  }
  const amountMinor = await givenOrAsked(terminal, undefined, '--amount', 'Amount', (text) =>
    amountInCurrency(mess.settings, parseWrittenAmount(text)),
  );
  return { amountMinor };
}
