import type { Reason } from '../../../src/reasons.ts';
import { attachMess } from '../../support/mess.ts';
import { inMay, type Refused, type Way, whenAsked } from './way.ts';

const TEXT = `Account No : 50100000001234
Date,Narration,Ref,Credit
01/06/2025,CHQ DEP 000123,000123,50.00
01/06/2025,UPI/515212345601,515212345601,60.00
`;

/** In the four's mess, with a file that is imported as import 2 and has lines 1 and 2 in suspense. */
function imported(line: string, ...before: readonly string[]): Refused {
  return async (mess) => {
    const path = await mess.file('s.csv', TEXT);
    const lines = [
      'settings --accounts-from 2025-05',
      `payment import ${path} --yes --quiet`,
      ...before,
    ];
    return inMay(line.replace('FILE', path), ...lines)(mess);
  };
}

export const BANK_WAYS = {
  unknown_statement: {
    exit: 3,
    hint: 'mess payment imports',
    reach: imported('payment undo 9 --reason x'),
  },
  unknown_line: {
    exit: 3,
    hint: 'mess payment suspense list',
    reach: imported('payment suspense assign 9 S001'),
  },
  unknown_payer: {
    exit: 3,
    hint: 'mess payment payers list',
    reach: imported('payment payers forget nobody@ybl'),
  },
  reference_suspended: {
    exit: 8,
    hint: 'if it is that money: mess payment suspense assign 2 ID',
    reach: imported('payment record S001 --amount 60 --method upi --reference 515212345601'),
  },
  account_known: {
    exit: 8,
    hint: 'leave out --account, or give --account bank',
    reach: imported('payment import FILE --account other --yes'),
  },
  accounts_mixed: {
    exit: 8,
    hint: 'take one that is not below that of receivable: mess export accounts',
    reach: imported('export accounts set cash Assets:Receivable:S001'),
  },
  decided_otherwise: {
    exit: 8,
    hint: 'run it again, and look at what it shows',
    reach: async (mess) => {
      const path = await mess.file('s.csv', TEXT);
      await mess.do('student add S001 --name Asha --branch CSE --phone 9876543210');
      await mess.do('settings --accounts-from 2025-05');
      const record = 'payment record S001 --amount 60 --method upi --reference 515212345601';
      // Somebody else, who has a session of their own.
      const other = attachMess(mess.home, mess.database);
      return whenAsked(`payment import ${path}`, () => other.do(record))(mess);
    },
  },
  line_settled: {
    exit: 8,
    hint: "if it is another's: mess payment reverse 2025-26/0001 --reason TEXT, and then mess payment suspense assign 1 ID",
    reach: imported('payment suspense assign 1 S002', 'payment suspense assign 1 S001'),
  },
  line_open: {
    exit: 8,
    hint: 'mess payment suspense show 1',
    reach: imported('payment suspense reopen 1 --reason x'),
  },
  line_recorded: {
    exit: 8,
    hint: "if that is another's: mess payment reverse 2025-26/0002 --reason TEXT",
    reach: imported(
      'payment suspense reopen 2 --reason x',
      'payment suspense assign 2 S001',
      'payment reverse 2025-26/0001 --bounced --reason x',
      'payment record S002 --amount 60 --method upi --date 2025-06-01 --reference 515212345601',
    ),
  },
  line_assigned: {
    exit: 8,
    hint: 'take them back first: mess payment reverse 2025-26/0001 --reason TEXT',
    reach: imported('payment undo 2 --reason x', 'payment suspense assign 1 S001'),
  },
  parts_differ: {
    exit: 8,
    hint: 'the parts of a line add up to its amount',
    reach: imported('payment suspense split 1 S001 20 S002 20'),
  },
  import_of_payments: {
    exit: 8,
    hint: 'mess payment undo N --reason TEXT',
    reach: imported('attendance undo 2'),
  },
  import_of_others: {
    exit: 8,
    hint: 'mess payment imports',
    reach: imported('payment undo 1 --reason x'),
  },
} satisfies Partial<Record<Reason, Way>>;
