import { ValueError } from '../../errors.ts';
import { valueOption } from '../options/values.ts';

/** `--revision`, for commands that read a bill. */
export function revisionOption() {
  return valueOption('--revision <N>', 'an earlier one, also when voided', parseRevision);
}

function parseRevision(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text.trim())) {
    throw new ValueError('bad_revision', 'not a revision; write a number from 1');
  }
  return Number(text);
}
