import type { Hints } from './hint.ts';

/** Of payments, and of what is owed. */
export const PAYMENT_HINTS = {
  no_accounts:
    'an owner says from which month on bills are owed: mess settings --accounts-from MONTH',
  accounts_begun:
    'what was owed before is stated for each student: mess opening set ID --amount AMOUNT; what was entered wrongly is taken back: mess payment reverse RECEIPT, mess opening set ID --amount 0',
  books_closed: 'mess books reopen --reason TEXT',
  unknown_receipt: 'mess payment list; a receipt is given whole, like 2025-26/0001',
  reference_taken: ({ receipt }) =>
    `mess payment show ${receipt}; if it is another payment all the same, give --again`,
  receipt_reversed: 'mess payment list --all',
} satisfies Partial<Hints>;
