import type { Fields } from '../fields.ts';

/** What an account of the journal is called. */
export const JOURNAL_ACCOUNT = {
  name: 'word',
  account: 'word',
  own: { kind: 'flag', from: 'isOwn' },
} as const satisfies Fields;
