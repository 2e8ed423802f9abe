import { parseRevision } from '../../domain/billing/bill.ts';
import { valueOption } from '../options/values.ts';

/** `--revision`, for commands that read a bill. */
export function revisionOption() {
  return valueOption('--revision <N>', 'an earlier one, also when voided', parseRevision);
}
