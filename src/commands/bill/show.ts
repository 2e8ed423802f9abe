import { showBill } from '../../operations/billing/bills.ts';
import { showRecordHead } from '../../operations/upkeep/verify-record.ts';
import { shownBillView } from '../../output/billing/bills.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { revisionOption } from './revision.ts';

export const billShow = defineVerb({
  name: 'show',
  summary: "Show a month's bill with everybody's share",
  examples: [
    'mess bill show --month 2025-05',
    'mess bill show --month previous --output may-bill.csv',
    'mess bill show --month 2025-05 --revision 1',
    'mess bill show --month 2025-05 --json --fields billed,shares.amount',
  ],
  permission: 'see bills',
  takes: { month: monthOption(), revision: revisionOption() },
  async run({ mess, actor, answer, terminal }, values) {
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    const shown = sayWarnings(await showBill(mess, actor, month, values.revision));
    const head = await showRecordHead(mess, actor);
    await answer.print(shownBillView(shown, mess.settings, head));
    // Last, where they are seen.
    answer.warn(shown.warnings);
  },
});
