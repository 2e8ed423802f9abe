import type { Reason } from '../../../src/reasons.ts';
import { inMay, run, type Way } from './way.ts';

const ACCOUNTS = 'settings --accounts-from 2025-05';
const PAYMENT = 'payment record S001 --amount 100 --method upi --reference 515412345678';

export const PAYMENT_WAYS = {
  no_accounts: {
    exit: 8,
    hint: 'an owner says from which month on bills are owed: mess settings --accounts-from MONTH',
    reach: inMay(PAYMENT),
  },
  accounts_begun: {
    exit: 8,
    hint: 'what was owed before is stated for each student: mess opening set ID --amount AMOUNT; what was entered wrongly is taken back: mess payment reverse RECEIPT, mess opening set ID --amount 0',
    reach: inMay('settings --accounts-from 2025-04', ACCOUNTS, PAYMENT),
  },
  books_closed: {
    exit: 8,
    hint: 'mess books reopen --reason TEXT',
    reach: inMay('books close --through 2025-05-30', ACCOUNTS, 'books close --through 2025-05-31'),
  },
  unknown_receipt: {
    exit: 3,
    hint: 'mess payment list; a receipt is given whole, like 2025-26/0001',
    reach: run('payment show 2025-26/0009'),
  },
  reference_taken: {
    exit: 8,
    hint: 'mess payment show 2025-26/0001; if it is another payment all the same, give --again',
    reach: inMay(PAYMENT, ACCOUNTS, PAYMENT),
  },
  receipt_reversed: {
    exit: 8,
    hint: 'mess payment list --all',
    reach: inMay(
      'payment reverse 2025-26/0001 --reason again',
      ACCOUNTS,
      PAYMENT,
      'payment reverse 2025-26/0001 --reason twice',
    ),
  },
} satisfies Partial<Record<Reason, Way>>;
