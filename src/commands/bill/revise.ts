import type { ToldRevision } from '../../documents/billing/revision.ts';
import type { BillRevised } from '../../domain/billing/revision.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { planRevision } from '../../operations/billing/revise-bill.ts';
import { billRevisedView, revisedShortly, sayDifferences } from '../../output/billing/revision.ts';
import { confirm } from '../confirm.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { ASKED_WHY, getReason, reasonReadByStudents } from '../options/reason.ts';
import { checkRule, flagOption, getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { amountOptions, refuseClashingAmounts, toGivenAmounts } from './amounts.ts';

const DETAILS = [
  'What you give is new, the rest stays as it is. Attendance and the roll are taken as they are recorded now, and so are the purchases of a bill made from them, unless you give amounts. Shows the old share, the new one and the difference for each student, asks, and writes a new revision. The old bill stays readable: mess bill show --revision N.',
  '',
  'A part that the bill is to lose altogether: mess bill void, then register it again.',
].join('\n');

export const billRevise = defineVerb({
  name: 'revise',
  summary: 'Correct a bill: new amounts, or attendance that was corrected since',
  details: DETAILS,
  examples: [
    'mess bill revise --month 2025-05 --dry-run',
    'mess bill revise --month 2025-05 --reason "attendance of S001 corrected"',
    'mess bill revise --month 2025-05 --total 74000 --reason "total was mistyped"',
  ],
  permission: 'revise bills',
  takes: {
    month: monthOption(),
    ...amountOptions('those of the bill'),
    reason: reasonReadByStudents(),
    dryRun: flagOption('--dry-run', 'show what would change, write nothing'),
  },
  check: refuseClashingAmounts,
  async run({ mess, actor, answer, terminal }, values) {
    const { fromPurchases, dryRun } = values;
    const month = await getMonth(terminal, mess, values.month, 'change a bill');
    const { revised: planned, write } = await checkRule('--days', () =>
      planRevision(mess, actor, {
        month,
        amounts: toGivenAmounts(mess, values),
        fromPurchases,
        daysInMonth: values.days,
      }),
    );
    const revised = tell(planned);
    const howToRead = `mess bill show --month ${month} --revision ${revised.before.revision}`;
    const view = (stage: Parameters<typeof billRevisedView>[2], told = revised) =>
      billRevisedView(told, mess.settings, stage, howToRead);
    answer.warn(revised.bill.warnings);
    if (revised.isSame) {
      const { json } = view(dryRun ? 'dry run' : 'nothing to do');
      return answer.print({ ...view('nothing to do'), json });
    }
    if (dryRun) return answer.print(view('dry run'));
    const isAsked = !terminal.yes && terminal.prompter !== undefined;
    if (isAsked) await answer.preview(view('to be confirmed'));
    if (isAsked && isOwed(mess.settings.accountsFrom, month)) {
      answer.note('Who has paid the old share has credit, or owes the rest, by the difference.');
    }
    const reason = await getReason(terminal, values.reason, ASKED_WHY);
    await confirm(terminal, questionFor(revised, mess.settings));
    const written = tell(await write(reason));
    await answer.print(
      isAsked ? revisedShortly(written, mess.settings, howToRead) : view('written', written),
    );
  },
});

/** Whether accounts are kept of the month. */
function isOwed(accountsFrom: Month | null, month: Month): boolean {
  return accountsFrom !== null && accountsFrom <= month;
}

function tell(revised: BillRevised): ToldRevision {
  return { ...revised, bill: sayWarnings(revised.bill) };
}

/** With both sums: on a low screen the table has gone by. */
function questionFor(revised: ToldRevision, style: MoneyStyle): string {
  const { bill, before } = revised;
  const money = moneyFormat(style);
  const sums = `${money(before.billedMinor)} → ${money(bill.billedMinor)}`;
  return `Write this as revision ${bill.revision} of ${monthName(bill.month)}: ${sums}; ${sayDifferences(revised, style)}?`;
}
