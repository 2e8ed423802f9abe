import type { Reason } from '../../../src/reasons.ts';
import { addMay } from '../../support/records/month.ts';
import { activateStudent } from '../../support/records/sign-in.ts';
import { inMay, run, runAfter, type Way } from './way.ts';

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
    hint: 'mess payment list; a receipt is given whole, like 2025-26/0001; mess dues show ID has vouchers, like V12',
    reach: run('payment show 2025-26/0009'),
  },
  unknown_claim: {
    exit: 3,
    hint: 'mess payment claims list --all',
    reach: run('payment claims dismiss 7 --reason none'),
  },
  reference_claimed: {
    exit: 8,
    hint: 'look at the number again, or ask the office',
    reach: async (mess) => {
      await addMay(mess);
      await mess.do(
        ACCOUNTS,
        'payment record S002 --amount 1 --method upi --reference 515412345678',
      );
      const student = await activateStudent(mess, 'S001');
      return student('payment claims add 515412345678 --json');
    },
  },
  claims_waiting: {
    exit: 8,
    hint: 'wait until the office has found them, or ask there',
    reach: async (mess) => {
      await addMay(mess);
      await mess.do(ACCOUNTS);
      const student = await activateStudent(mess, 'S001');
      for (let no = 1; no <= 5; no++) await student(`payment claims add 51541234567${no}`);
      return student('payment claims add 515412345679 --json');
    },
  },
  claim_settled: {
    exit: 8,
    hint: 'mess payment claims list --all',
    reach: async (mess) => {
      await addMay(mess);
      await mess.do(ACCOUNTS);
      const student = await activateStudent(mess, 'S001');
      await student('payment claims add 515412345678');
      const dismiss = 'payment claims dismiss 1 --reason none';
      return runAfter([dismiss], dismiss)(mess);
    },
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
  counted_since: {
    exit: 8,
    hint: 'the last count goes first: mess payment reverse V2 --reason TEXT',
    reach: inMay(
      'payment reverse V1 --reason miscounted',
      ACCOUNTS,
      'cash count --amount 10 --yes',
      'cash count --amount 10 --yes',
    ),
  },
  credit_exceeded: {
    exit: 8,
    hint: 'mess dues show S001',
    reach: inMay('payment refund S001 --amount 1 --method cash', ACCOUNTS),
  },
  dues_exceeded: {
    exit: 8,
    hint: 'mess dues show S001',
    reach: inMay('dues write-off S001 --amount 1 --reason left', ACCOUNTS),
  },
  deposit_exceeded: {
    exit: 8,
    hint: 'mess deposit list',
    reach: inMay('deposit refund S001 --method cash', ACCOUNTS),
  },
  late_fee_exceeded: {
    exit: 8,
    hint: 'mess dues show S001',
    reach: inMay('dues waive S001 --month 2025-05 --reason ill', ACCOUNTS),
  },
  no_late_fee: {
    exit: 8,
    hint: 'an owner says what they are: mess settings --late-fee "from 11: 50"',
    reach: inMay('dues fines --month 2025-05', ACCOUNTS),
  },
  account_open: {
    exit: 8,
    hint: 'mess student settle S001',
    reach: inMay(
      'student anonymise S001 --yes',
      ACCOUNTS,
      'deposit receive S001 --amount 1 --method cash',
      'student remove S001 --on 2025-05-31',
    ),
  },
} satisfies Partial<Record<Reason, Way>>;
