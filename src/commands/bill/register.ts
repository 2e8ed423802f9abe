import { requirePermission } from '../../auth/permissions.ts';
import { parseDaysInMonth } from '../../domain/bill.ts';
import type { Decimal } from '../../domain/money.ts';
import type { MonthReference } from '../../domain/month.ts';
import { monthName } from '../../domain/month.ts';
import { UsageError } from '../../errors.ts';
import type { Mess } from '../../operations/mess.ts';
import { registerBill } from '../../operations/register-bill.ts';
import { billView } from '../../output/bills.ts';
import {
  amountOption,
  checkRule,
  getMonth,
  monthOption,
  toAmountMinor,
  valueOption,
} from '../values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface RegisterOptions {
  readonly month?: MonthReference;
  readonly total?: Decimal;
  readonly perHead?: Decimal;
  readonly fixed?: Decimal;
  readonly days?: number;
  readonly dryRun?: true;
  readonly ifMissing?: true;
}

export const declareBillRegister: Declare = (bill, context) => {
  addVerb(bill, {
    usage: 'register',
    summary: "Register a month's bill and share it over the roll",
    details: [
      'Say what the amount is; a bill may have any of the three, and a share is the sum of its parts:',
      '  --total     what the mess spent in all: total × days ÷ all days eaten',
      '  --per-head  what one student pays for a full month: amount × days ÷ days in the month',
      '  --fixed     wages, gas, rent: the same for everybody on the roll',
      'The shares of --total and --fixed add up to the amount, to the last paisa.',
    ].join('\n'),
    examples: [
      'mess bill register --month 2025-05 --total 74000 --fixed 12000',
      'mess bill register --month previous --per-head 3000 --dry-run',
    ],
  })
    .addOption(monthOption('the month, like 2025-05 or May 2025, or this, or previous'))
    .addOption(amountOption('--total <AMOUNT>', 'the whole expense, divided by days present'))
    .addOption(amountOption('--per-head <AMOUNT>', "one student's charge for a full month"))
    .addOption(amountOption('--fixed <AMOUNT>', 'shared equally over everybody on the roll'))
    .addOption(
      valueOption(
        '--days <N>',
        'dining days of the month (default: its calendar days)',
        parseDaysInMonth,
      ),
    )
    .option('--dry-run', 'show what would be registered, write nothing')
    .option('--if-missing', 'leave a month alone that has its bill')
    .action(async (options: RegisterOptions) => {
      requireAmount(options);
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'register bills');
      const month = await getMonth(context, mess, options.month);
      const { bill: made, alreadyRegistered } = await checkRule('--days', () =>
        registerBill(mess, actor, {
          month,
          amounts: toAmounts(mess, options),
          daysInMonth: options.days,
          dryRun: options.dryRun ?? false,
          ifMissing: options.ifMissing ?? false,
        }),
      );
      if (alreadyRegistered) {
        context.note(`The bill of ${monthName(month)} is already registered; nothing was changed.`);
      }
      context.warn(made.warnings);
      await context.print(billView(made, mess.settings));
    });
};

function requireAmount({ total, perHead, fixed }: RegisterOptions): void {
  if (total !== undefined || perHead !== undefined || fixed !== undefined) return;
  throw new UsageError('The amount is missing: give --total, --per-head or --fixed.', {
    hint: "--total is the mess's whole expense, --per-head one student's charge; see mess bill register --help",
  });
}

function toAmounts(mess: Mess, { total, perHead, fixed }: RegisterOptions) {
  const minor = (flag: string, amount: Decimal | undefined) =>
    amount === undefined ? null : toAmountMinor(mess, flag, amount);
  return {
    totalMinor: minor('--total', total),
    perHeadMinor: minor('--per-head', perHead),
    fixedMinor: minor('--fixed', fixed),
  };
}
