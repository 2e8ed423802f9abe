import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reason } from '../../../src/reasons.ts';
import { plant } from '../../support/books/planted.ts';
import { makeRecorded } from '../../support/records/bills.ts';
import { addMay } from '../../support/records/month.ts';
import { createCron } from '../../support/records/service-token.ts';
import { BILL, inMay, type Refused, run, type Way, whenAsked } from './way.ts';

const AS_IS = 'mess month close --month 2025-05 --as-is --reason TEXT';
const STALE = 'attendance record S001 --month 2025-05 --days 29';

/** A service token is refused what a person is warned of. */
function byProgram(line: string, ...before: readonly string[]): Refused {
  return async (mess) => {
    await addMay(mess);
    await mess.do(...before);
    return (await createCron(mess))(`${line} --json`);
  };
}

export const BILLING_WAYS = {
  no_bill: {
    exit: 3,
    hint: 'mess bill register --month 2025-05 --total AMOUNT',
    reach: run('bill show --month 2025-05'),
  },
  no_such_revision: {
    exit: 3,
    hint: 'mess bill history --month 2025-05',
    reach: inMay('bill show --month 2025-05 --revision 2', BILL),
  },
  no_share: {
    exit: 3,
    hint: 'mess expenses show S9',
    reach: inMay(
      'bill explain S9 --month 2025-05',
      BILL,
      'student add S9 --name N --branch B --phone 9876543210',
    ),
  },
  share_unexplained: {
    exit: 1,
    hint: 'mess db verify says more',
    reach: async (mess) => {
      await addMay(mess);
      await mess.do(BILL);
      plant(mess, ['update shares set amount_minor = amount_minor + 1']);
      return run('bill explain S001 --month 2025-05')(mess);
    },
  },
  bill_exists: {
    exit: 8,
    hint: 'mess bill show --month 2025-05, or to correct it: mess bill revise --month 2025-05 --reason TEXT',
    reach: inMay(BILL, BILL),
  },
  bill_replaced: {
    exit: 8,
    hint: 'mess bill show --month 2025-05',
    reach: async (mess) => {
      await addMay(mess);
      await mess.do(BILL);
      return whenAsked('bill void --month 2025-05 --reason mistyped', () =>
        mess.do('bill void --month 2025-05 --reason mistyped --yes', BILL),
      )(mess);
    },
  },
  changed_meanwhile: {
    exit: 7,
    hint: 'look at it again with the same command',
    reach: async (mess) => {
      await addMay(mess);
      await mess.do(BILL);
      return whenAsked('bill revise --month 2025-05 --total 70000 --reason mistyped', () =>
        mess.do(STALE),
      )(mess);
    },
  },
  amount_missing: {
    exit: 2,
    hint: 'give --total, --per-head or --fixed, or --from-purchases',
    reach: async (mess) => {
      await addMay(mess);
      await mess.do(BILL);
      makeRecorded(mess, '2025-05');
      return run('bill revise --month 2025-05 --dry-run')(mess);
    },
  },
  part_missing: {
    exit: 2,
    hint: 'or record what is missing with mess purchase add, and mess bill revise --month 2025-05',
    reach: inMay(
      'bill revise --month 2025-05 --total 900 --dry-run',
      'purchase add --date 2025-05-03 --amount 1000 --head Milk',
      'purchase add --date 2025-05-03 --amount 500 --head Gas',
      'bill register --month 2025-05 --from-purchases',
    ),
  },
  early_bill: {
    exit: 2,
    hint: 'give --early to bill it all the same',
    reach: byProgram('bill register --month 2025-06 --fixed 400'),
  },
  unusual_bill: {
    exit: 8,
    hint: 'check the amounts; if they are right, give --confirm-total',
    reach: byProgram(
      'bill register --month 2025-05 --fixed 90000',
      ...['2025-02', '2025-03', '2025-04'].map(
        (month) => `bill register --month ${month} --fixed 400`,
      ),
    ),
  },
  attendance_missing: {
    exit: 6,
    hint: 'mess attendance record ID --month 2025-04 --days N, or give --absent-if-missing to take them as absent',
    reach: byProgram('bill register --month 2025-04 --fixed 400'),
  },
  attendance_partial: {
    exit: 6,
    hint: 'mess attendance import FILE --month 2025-05 with all of its days, or give --absent-if-missing where nobody was there on the others',
    reach: async (mess) => {
      await mess.do('student add S001 --name "Asha Rao" --branch CSE --phone 9876543210');
      const file = join(mess.home, 'log.csv');
      const days = Array.from({ length: 9 }, (_, index) => `S001,2025-05-0${index + 1} 08:00`);
      await writeFile(file, ['student_id,timestamp', ...days, ''].join('\n'));
      await mess.do(`attendance import ${file}`);
      return (await createCron(mess))('bill register --month 2025-05 --fixed 400 --json');
    },
  },
  nobody_on_roll: { exit: 6, hint: 'mess student add', reach: run(BILL) },
  nobody_present: {
    exit: 6,
    hint: 'mess attendance import FILE --month 2025-04',
    reach: inMay('bill register --month 2025-04 --total 60000'),
  },
  no_purchases: {
    exit: 6,
    hint: 'mess purchase add, or mess purchase import FILE; see mess purchase list --month 2025-05',
    reach: inMay('bill register --month 2025-05 --from-purchases'),
  },
  too_many_days: {
    exit: 6,
    hint: 'give --days 31, or correct it: mess attendance record S001 --month 2025-05 --days N',
    reach: inMay('bill register --month 2025-05 --per-head 3000 --days 20'),
  },
  sum_too_large: {
    exit: 6,
    hint: 'look at the amounts: some have digits too many',
    test: 'test/commands/bill/bill.test.ts',
    expects: 'add up to more than can be stored',
  },
  refunds_exceed: {
    exit: 6,
    hint: 'mess purchase list --month 2025-05 shows them; mess purchase edit N --date DATE moves a refund to another month',
    reach: inMay(
      'bill register --month 2025-05 --from-purchases',
      'purchase add --refund --date 2025-05-03 --amount 5 --head Milk',
    ),
  },
  month_closed: {
    exit: 8,
    hint: 'an owner opens it again: mess month reopen --month 2025-05 --reason TEXT',
    reach: inMay(STALE, BILL, 'month close --month 2025-05'),
  },
  month_not_over: {
    exit: 8,
    hint: 'to close it all the same: mess month close --month 2025-06 --as-is --reason TEXT',
    reach: run('month close --month 2025-06'),
  },
  month_unbilled: {
    exit: 8,
    hint: `mess bill register --month 2025-05 --total AMOUNT, or close it without: ${AS_IS}`,
    reach: run('month close --month 2025-05'),
  },
  bill_stale: {
    exit: 8,
    hint: `mess bill show --month 2025-05 says what changed, or close it without: ${AS_IS}`,
    reach: inMay('month close --month 2025-05', BILL, STALE),
  },
} satisfies Partial<Record<Reason, Way>>;
