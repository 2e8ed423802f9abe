import { Argument } from 'commander';
import { SUSPENDED } from '../../documents/payments/bank.ts';
import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { parseId } from '../../domain/values/id.ts';
import { parseWrittenAmount } from '../../domain/values/money.ts';
import { parseCount } from '../../domain/values/size.ts';
import { UsageError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { reopenLine } from '../../operations/payments/bank/reopen.ts';
import {
  assignLine,
  type GivenPart,
  ignoreLine,
  listSuspense,
  showSuspended,
} from '../../operations/payments/bank/suspense.ts';
import { recordView } from '../../output/page/records.ts';
import {
  assignedLineView,
  ignoredLineView,
  reopenedLineView,
} from '../../output/payments/suspense.ts';
import { enterUnlessSlip, orAsk } from '../ask-if-doubtful.ts';
import type { Context } from '../context.ts';
import { listRecords } from '../list-records.ts';
import { idArgument, valueArgument } from '../options/arguments.ts';
import type { Typed } from '../options/inputs.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { checkValue, flagOption } from '../options/values.ts';
import { defineVerb, type Entered, type Noun } from '../verb.ts';

function lineArgument() {
  const listedBy = 'mess payment suspense list';
  return valueArgument('<N>', 'the number of the line in suspense', parseCount, listedBy);
}

const list = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List the money in the bank of which it is not known whose it is',
  details:
    'With why, and whose it may be by what is known now. As bare mess payment suspense does.',
  examples: ['mess payment suspense list', 'mess payment suspense --json'],
  permission: "see everybody's dues",
  run: listRecords(SUSPENDED, listSuspense, {
    none: 'Nothing is in suspense.',
    columns: {
      no: { title: 'N' },
      narration: { isWhole: true },
      // Mostly it is in the narration.
      reference: { isLeftOut: true },
      reason: { title: 'Why' },
      suggestion: { title: 'Maybe' },
    },
  }),
});

const show = defineVerb({
  name: 'show',
  summary: 'Show all of one line in suspense',
  details: 'With what the list leaves out: the reference, and the account of the bank.',
  examples: ['mess payment suspense show 5'],
  permission: "see everybody's dues",
  takes: { no: lineArgument() },
  async run({ mess, actor, answer }, { no }) {
    const suspended = await showSuspended(mess, actor, no);
    await answer.print(recordView(SUSPENDED, suspended, mess.settings));
  },
});

const assign = defineVerb({
  name: 'assign',
  summary: 'Say whose the money of a line is, and give the receipt',
  details:
    'The receipt is of the day on which the money came. Where the whole UPI id stands in the line, from whom it came is known the next time: mess payment payers. A mistake is taken back by mess payment reverse, which puts the money into suspense again.',
  examples: ['mess payment suspense assign 5 S001'],
  permission: 'import payments',
  takes: {
    no: lineArgument(),
    id: idArgument('<ID>', 'the id of the student', 'mess student list'),
  },
  run: (context, { no, id }) => assignParts(context, no, [{ studentId: id }]),
});

const split = defineVerb({
  name: 'split',
  summary: 'Share the money of a line over several students, a receipt for each',
  details: 'The amounts must add up to that of the line.',
  examples: ['mess payment suspense split 5 S001 3000 S002 2,000.50'],
  permission: 'import payments',
  takes: { no: lineArgument(), parts: partsArgument() },
  run: (context, { no, parts }) => assignParts(context, no, readParts(context.mess, parts)),
});

async function assignParts(
  context: Pick<Context, 'answer' | 'terminal'> & Entered,
  no: number,
  parts: readonly GivenPart[],
): Promise<void> {
  const { mess, actor, answer } = context;
  const assigned = await enterUnlessSlip(context, {
    question: 'Assign it all the same?',
    work: (on) => assignLine(on, actor, no, parts),
    takeBack: ({ parts: given }) => {
      const command = `mess payment reverse ${given[0]?.receipt} --reason TEXT`;
      return orAsk(actor, 'reverse payments', command);
    },
  });
  await answer.print(assignedLineView(assigned, mess.settings));
}

/** Words as they are: an amount may have commas in it. */
function partsArgument(): Argument & Typed<readonly string[]> {
  const argument = new Argument('<PARTS...>', 'id and amount of each: S001 3000 S002 2000');
  return argument.argParser((value: string, before: readonly string[] = []) => [...before, value]);
}

/** @throws UsageError they are no pairs */
function readParts(mess: Mess, words: readonly string[]): GivenPart[] {
  const parts: GivenPart[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const [id = '', amount] = [words[at], words[at + 1]];
    if (amount === undefined) {
      throw new UsageError('missing_value', `The amount of ${id} is missing.`, {
        hint: 'an id and an amount for each: S001 3000 S002 2000',
      });
    }
    parts.push({
      studentId: checkValue('ID', id, parseId),
      amountMinor: checkValue('Amount', amount, (text) =>
        amountInCurrency(mess.settings, parseWrittenAmount(text)),
      ),
    });
  }
  return parts;
}

const ignore = defineVerb({
  name: 'ignore',
  summary: "Say that the money of a line is no student's",
  details:
    "It becomes other income of the mess, or, with --bounced, leaves the books. If it was a student's after all: mess payment suspense assign.",
  examples: [
    'mess payment suspense ignore 5 --reason "sale of old newspapers"',
    'mess payment suspense ignore 6 --bounced --reason "sent back on 9 June"',
  ],
  permission: 'ignore money of the bank',
  takes: {
    no: lineArgument(),
    reason: reasonOption(),
    bounced: flagOption('--bounced', 'the bank took the money back: it is in no account any more'),
  },
  async run({ mess, actor, answer, terminal }, { no, bounced, ...values }) {
    const reason = await getReason(terminal, values.reason);
    const ignored = await ignoreLine(mess, actor, no, { reason, isBounced: bounced });
    await answer.print(ignoredLineView(ignored, bounced, mess.settings));
  },
});

const reopen = defineVerb({
  name: 'reopen',
  summary: 'Put money of a line into suspense again that was ignored or taken out of the books',
  details:
    "Where it was ignored and is a student's after all; was said to have bounced, and is in the bank all the same; or its receipt was reversed at a time when that left the money nowhere. What mess payment reverse takes back by now is in suspense by itself.",
  examples: ['mess payment suspense reopen 5 --reason "it had not bounced"'],
  permission: 'reverse payments',
  takes: { no: lineArgument(), reason: reasonOption() },
  async run({ mess, actor, answer, terminal }, { no, ...values }) {
    const reason = await getReason(terminal, values.reason);
    const reopened = await reopenLine(mess, actor, no, reason);
    await answer.print(reopenedLineView(reopened, mess.settings));
  },
});

export const paymentSuspense: Noun = {
  name: 'suspense',
  summary: 'Money in the bank of which it is not known whose it is',
  verbs: [list, show, assign, split, ignore, reopen],
};
