import type { Bill } from '../../domain/billing/bill.ts';
import { dueDay } from '../../domain/payments/dues/late-fee.ts';
import { dateName } from '../../domain/values/date.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { UsageError } from '../../errors.ts';
import { type Registered, registerBill } from '../../operations/billing/register-bill.ts';
import { type Mess, today } from '../../operations/mess/mess.ts';
import { billView } from '../../output/billing/bills.ts';
import type { View } from '../../output/page/view.ts';
import { askIfDoubtful, type Doubtful } from '../ask-if-doubtful.ts';
import type { Answer } from '../context.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { checkRule, flagOption, getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import {
  type AmountValues,
  amountOptions,
  refuseClashingAmounts,
  toGivenAmounts,
} from './amounts.ts';
import { askAmounts } from './ask-amounts.ts';

const DETAILS = [
  'Say what the amount is; a bill may have any of the three, and a share is the sum of its parts:',
  '  --total     what the mess spent in all: total × days ÷ all days eaten',
  '  --per-head  what one student pays for a full month:',
  '              amount × days ÷ days in the month',
  '  --fixed     wages, gas, rent: the same for everybody on the roll',
  'The shares of --total and --fixed add up to the amount, to the last paisa. --from-purchases takes both from the purchases of the month. On a terminal, where no amount is given, it is asked for, and the bill is shown before it is registered.',
  '',
  'A service token is refused what a person is only warned of: a month that is not over, somebody without attendance, attendance that was imported for a part of the month alone, an amount far from the usual. --early, --absent-if-missing and --confirm-total allow it.',
].join('\n');

export const billRegister = defineVerb({
  name: 'register',
  summary: "Register a month's bill and share it over the roll",
  details: DETAILS,
  examples: [
    'mess bill register --month 2025-05 --total 74000 --fixed 12000',
    'mess bill register --month previous --per-head 3000 --dry-run',
    'mess bill register --month previous --from-purchases --if-missing --quiet',
  ],
  permission: 'register bills',
  takes: {
    month: monthOption('the month, like 2025-05 or May 2025, or this, or previous'),
    ...amountOptions('its calendar days'),
    dryRun: flagOption('--dry-run', 'show what would be registered, write nothing'),
    ifMissing: flagOption('--if-missing', 'leave a month alone that has or had its bill'),
    early: flagOption('--early', 'bill a month that is not over'),
    absentIfMissing: flagOption('--absent-if-missing', 'who has no attendance recorded was absent'),
    confirmTotal: flagOption('--confirm-total', 'the amount is right, though far from the usual'),
  },
  check(values, { prompter }) {
    refuseClashingAmounts(values);
    if (prompter === undefined && !saysAmount(values)) throw noAmount();
  },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const month = await getMonth(terminal, mess, values.month, 'bill');
    const { dryRun, ifMissing, early, absentIfMissing, confirmTotal } = values;
    const isAsked = !saysAmount(values);
    const { fromPurchases, amounts } = !isAsked
      ? { fromPurchases: values.fromPurchases, amounts: toGivenAmounts(mess, values) }
      : await askAmounts(context, month, ifMissing);
    let agreedTo: Bill | undefined;
    const register = (isDryRun: boolean) =>
      checkRule('--days', () =>
        registerBill(mess, actor, {
          month,
          amounts: {
            totalMinor: amounts.totalMinor ?? null,
            perHeadMinor: amounts.perHeadMinor ?? null,
            fixedMinor: amounts.fixedMinor ?? null,
          },
          fromPurchases,
          daysInMonth: values.days,
          dryRun: isDryRun,
          ifMissing,
          overrides: { early, absentIfMissing, confirmTotal },
          agreedTo,
        }),
      );
    const question = `Register the bill of ${monthName(month)} like that?`;
    let isSeen = false;
    if (!dryRun) {
      await askIfDoubtful({ answer, terminal }, question, async () => {
        const planned = await register(true);
        agreedTo = planned.bill ?? undefined;
        // An amount that was not typed, or typed at a prompt, is seen as a bill before it is one.
        const doubtful = preview(mess, planned, isAsked);
        isSeen = doubtful.preview !== undefined;
        return doubtful;
      });
    }
    const registered = await register(dryRun);
    noteOutcome(answer, month, registered);
    if (registered.bill === null) return answer.print(NO_BILL);
    const told = sayWarnings(registered.bill);
    const isNew = registered.outcome === 'registered';
    const late = isNew ? warnIfLate(mess, month) : [];
    const bill = { ...told, warnings: [...told.warnings, ...late] };
    const view = billView(bill, mess.settings);
    const isAtTerminal = terminal.prompter !== undefined && isNew;
    // Who was asked has seen the bill, and its warnings. A person is told that it is done: the pager may have hidden it.
    const done = `The bill of ${monthName(month)} is registered.`;
    const tells = isAtTerminal && !dryRun && answer.format === 'table';
    if (isSeen) {
      await answer.print({ ...view, text: () => [`${done}\n`] });
      if (tells) answer.note(TAKE_BACK);
      return;
    }
    // A table of shares that do not count would be taken for the bill.
    const isVoid = registered.outcome === 'voided before';
    await answer.print(isVoid ? { ...view, text: () => [] } : view);
    answer.warn(bill.warnings);
    if (tells) answer.note(`${done} ${TAKE_BACK}`);
  },
});

const TAKE_BACK = 'To correct it: mess bill revise; to take it back: mess bill void.';

/** A bill that is made after its due day is due on the day on which it is made. */
function warnIfLate(mess: Mess, month: Month): string[] {
  const { accountsFrom, dueDay: day } = mess.settings;
  const madeOn = today(mess);
  const usual = dueDay({ due: { monthsAfter: 1, day } }, month);
  if (accountsFrom === null || month < accountsFrom || madeOn <= usual) return [];
  return [
    `The bill of ${monthName(month)} would have been due on ${dateName(usual)}: made today, it is due today, ${dateName(madeOn)}.`,
  ];
}

/** The bill as it would be, to be looked at: where it is doubtful, or else where it always is to be. */
function preview(mess: Mess, { outcome, bill: planned }: Registered, isAsked: boolean): Doubtful {
  if (outcome !== 'registered') return { warnings: [] };
  // Nearly every month somebody joins after it: that is told, and is no doubt by itself.
  const isPlain = planned.warnings.every(({ reason }) => reason === 'not_billed');
  if (isPlain && !isAsked) return { warnings: [] };
  const bill = sayWarnings({ ...planned, dryRun: false });
  return { warnings: bill.warnings, preview: billView(bill, mess.settings) };
}

const NO_BILL: View = {
  json: () => null,
  csv: () => ({ header: [], rows: [] }),
  text: () => [],
};

function saysAmount({ total, perHead, fixed, fromPurchases }: AmountValues): boolean {
  return fromPurchases || [total, perHead, fixed].some((given) => given !== undefined);
}

function noAmount(): UsageError {
  return new UsageError(
    'missing_value',
    'The amount is missing: give --total, --per-head or --fixed, or --from-purchases.',
    {
      hint: "--total is the mess's whole expense, --per-head one student's charge; see mess bill register --help",
    },
  );
}

function noteOutcome(answer: Answer, month: Month, { outcome }: Registered): void {
  const name = monthName(month);
  const sentences: Readonly<Record<typeof outcome, string | undefined>> = {
    registered: undefined,
    'there already': `The bill of ${name} is already registered; nothing was changed.`,
    'voided before': `The bill of ${name} is void, and --if-missing makes no other. Without it the month can be registered again.`,
    closed: `${name} was closed without a bill; nothing was changed.`,
  };
  const sentence = sentences[outcome];
  if (sentence !== undefined) answer.note(sentence);
}
