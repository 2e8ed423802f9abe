import type { Warning } from '../../errors.ts';
import type { WarningReason } from '../../reasons.ts';

/** Of an entry, what may be a slip of the keyboard; of the rest a person is only told. */
const SLIPS: readonly WarningReason[] = [
  'in_the_future',
  'long_ago',
  'same_already',
  'unusual_amount',
  'beyond_membership',
  'present_while_away',
  'figures_replaced',
  'marked_otherwise',
  'marks_dropped',
  'same_person',
  'before_accounts',
  'named_otherwise',
  'meant_by_name',
];

/** Whether a person is to be asked about it, before it is done. */
export function isSlip({ reason }: Pick<Warning, 'reason'>): boolean {
  return SLIPS.includes(reason);
}
