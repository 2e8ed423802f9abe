import { shellWord } from '../shell-word.ts';
import type { Hints } from './hint.ts';

/** Of payments, and of what is owed. */
export const PAYMENT_HINTS = {
  no_accounts:
    'an owner says from which month on bills are owed: mess settings --accounts-from MONTH',
  accounts_begun:
    'what was owed before is stated for each student: mess opening set ID --amount AMOUNT; what was entered wrongly is taken back: mess payment reverse RECEIPT, mess opening set ID --amount 0',
  books_closed: 'mess books reopen --reason TEXT',
  unknown_receipt: ({ isOwn }) =>
    isOwn
      ? 'your own receipts are in mess dues show'
      : 'mess payment list; a receipt is given whole, like 2025-26/0001; mess dues show ID has vouchers, like V12',
  reference_taken: ({ receipt }) =>
    `mess payment show ${receipt}; if it is another payment all the same, give --again`,
  receipt_reversed: 'mess payment list --all',
  counted_since: ({ voucher }) =>
    `the last count goes first: mess payment reverse ${voucher} --reason TEXT`,
  reference_suspended: ({ no }) => `if it is that money: mess payment suspense assign ${no} ID`,
  account_known: ({ account }) => `leave out --account, or give --account ${shellWord(account)}`,
  accounts_mixed: ({ shared }) =>
    `take one that is not below that of ${shared}: mess export accounts`,
  decided_otherwise: 'run it again, and look at what it shows',
  unknown_statement: 'mess payment imports',
  unknown_line: 'mess payment suspense list',
  line_settled: ({ no, receipts, isTyped, isUndone, money }) => {
    const { amount, date, method, reference } = money;
    const [receipt] = receipts;
    if (isUndone) return 'mess payment suspense list';
    if (!isTyped) {
      return receipt === undefined
        ? `to put it into suspense again: mess payment suspense reopen ${no} --reason TEXT`
        : `if it is another's: mess payment reverse ${receipt} --reason TEXT, and then mess payment suspense assign ${no} ID`;
    }
    const number = reference === null ? '' : ` --reference ${shellWord(reference)}`;
    const record = `mess payment record ID --amount ${amount} --method ${method} --date ${date}${number}`;
    return receipt === undefined
      ? `whose it is: ${record}`
      : `if it is another's: mess payment reverse ${receipt} --reason TEXT, and then ${record}`;
  },
  line_open: ({ no }) => `mess payment suspense show ${no}`,
  line_recorded: ({ receipt }) =>
    `if that is another's: mess payment reverse ${receipt} --reason TEXT`,
  line_assigned: ({ receipts }) =>
    `take them back first: mess payment reverse ${receipts[0]} --reason TEXT`,
  parts_differ: 'the parts of a line add up to its amount',
  unknown_claim: 'mess payment claims list --all',
  claim_settled: 'mess payment claims list --all',
  claims_waiting: 'wait until the office has found them, or ask there',
  reference_claimed: 'look at the number again, or ask the office',
  unknown_payer: 'mess payment payers list',
  import_of_payments: 'mess payment undo N --reason TEXT',
  import_of_others: 'mess payment imports',
  credit_exceeded: ({ id }) => `mess dues show ${id}`,
  dues_exceeded: ({ id }) => `mess dues show ${id}`,
  deposit_exceeded: 'mess deposit list',
  late_fee_exceeded: ({ id }) => `mess dues show ${id}`,
  no_late_fee: 'an owner says what they are: mess settings --late-fee "from 11: 50"',
  account_open: ({ id }) => `mess student settle ${id}`,
} satisfies Partial<Hints>;
