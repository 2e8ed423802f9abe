import { describe, expect, test } from 'vitest';
import type { VerifiedRow } from '../../../src/domain/upkeep/finding.ts';
import { type Books, toBooks, verify } from '../../support/books/bill-books.ts';

/** A bill of one student, of food and wages, in the words of its table. */
const ONE = toBooks('2025-05', { totalMinor: 700n, perHeadMinor: null, fixedMinor: 300n }, [
  { id: 'S1', name: 'N', daysHundredths: 100 },
]);

function sayAll(rows: Books): string[] {
  return verify(rows).map(
    ({ table, key, check, message }) => `${table} ${key}: ${check}: ${message}`,
  );
}

describe('bills that follow each other', () => {
  /** The same bill again and again, with these statuses, in this month. */
  function revisions(...bills: readonly Partial<VerifiedRow>[]): Books {
    const repeat = (row: VerifiedRow | undefined, revision: number) => ({ ...row, revision });
    return {
      ...ONE,
      bills: bills.map(
        (bill, index) => ({ ...repeat(ONE.bills?.[0], index + 1), ...bill }) as VerifiedRow,
      ),
      shares: bills.map((_, index) => repeat(ONE.shares?.[0], index + 1) as VerifiedRow),
    };
  }
  const superseded = { status: 'superseded', ended_by: 1, ended_reason: 'late gas' };
  const voided = { status: 'void', ended_by: 1, ended_reason: 'twice' };
  const next = { roll_as_of: 1 };

  test.each([
    ['revised', [superseded, next]],
    ['revised and voided', [superseded, { ...voided, ...next }]],
    ['voided, and made again', [voided, {}]],
    ['voided before that was stored', [{ ...voided, ended_by: null }, {}]],
  ])('%s is in order', (_, bills) => {
    expect(sayAll(revisions(...bills))).toEqual([]);
  });

  test.each<[string, Partial<VerifiedRow>[], ...string[]]>([
    [
      'superseded by nothing',
      [superseded, superseded],
      'bills 2025-05 2: revision: the bill is superseded, and no revision follows it',
    ],
    [
      'live before another one',
      [{}, voided],
      'bills 2025-05 1: live_bills: the bill is live, and another revision follows it',
    ],
    [
      'live, and ended',
      [{ ended_by: 1 }],
      'bills 2025-05 1: value: the bill is live, and says who ended it, or why',
    ],
    [
      'live, and ended for a reason',
      [{ ended_reason: 'x' }],
      'bills 2025-05 1: value: the bill is live, and says who ended it, or why',
    ],
    [
      'superseded by nobody',
      [{ ...superseded, ended_by: null }, next],
      'bills 2025-05 1: value: the bill is superseded, and does not say by what',
    ],
    [
      'ended by what is not recorded',
      [{ ...voided, ended_by: 7 }],
      'bills 2025-05 1: foreign_key: ended_by points to nothing in audit_entries',
    ],
    [
      'of a line that begins nowhere',
      [superseded, { roll_as_of: 7 }],
      'bills 2025-05 2: foreign_key: roll_as_of points to nothing in audit_entries',
    ],
  ])('%s is found', (_, bills, ...lines) => {
    expect(sayAll(revisions(...bills))).toEqual(lines);
  });
});

describe('a bill that is made up of purchases', () => {
  const head = (no: number, amount: number, purchases = 1) => ({
    month: '2025-05',
    revision: 1,
    head_no: no,
    purchases,
    amount_minor: String(amount),
  });
  function from(...heads: readonly VerifiedRow[]): Books {
    const kinds = ['dividing', 'dividing', 'fixed', 'fixed'];
    return {
      ...ONE,
      purchase_heads: kinds.map((kind, index) => ({
        no: index + 1,
        name_key: `h${index}`,
        name: `H${index}`,
        kind,
        hidden_by: null,
      })),
      bill_heads: [...heads],
    };
  }

  test('is in order where each kind adds up, and where it is made up of none', () => {
    expect(sayAll(from(head(1, 500), head(2, 200, 40), head(4, 300)))).toEqual([]);
    expect(sayAll(from())).toEqual([]);
  });

  test('is found where it does not', () => {
    expect(sayAll(from(head(1, 500), head(2, 201), head(4, 300)))).toEqual([
      'bills 2025-05 1: sum: the dividing heads do not add up to the total',
    ]);
    expect(sayAll(from(head(1, 700)))).toEqual([
      'bills 2025-05 1: sum: the fixed heads do not add up to the fixed amount',
    ]);
    expect(sayAll(from(head(1, 700), head(2, 0), head(4, 300, 0)))).toEqual([
      'bill_heads 2025-05 1 2: money: the amount is not more than 0',
      'bill_heads 2025-05 1 4: value: made up of 0 purchases',
    ]);
    expect(sayAll(from(head(1, 700), head(9, 300)))).toEqual([
      'bill_heads 2025-05 1 9: foreign_key: head_no points to nothing in purchase_heads',
    ]);
    expect(sayAll(from({ ...head(1, 700), revision: 2 }))).toEqual([
      'bill_heads 2025-05 2 1: foreign_key: month, revision points to nothing in bills',
    ]);
    const withoutFixed = toBooks(
      '2025-05',
      { totalMinor: 700n, perHeadMinor: 100n, fixedMinor: null },
      [{ id: 'S1', name: 'N', daysHundredths: 100 }],
    );
    const { bills = [], shares = [] } = withoutFixed;
    expect(sayAll({ ...from(head(1, 700)), bills, shares })).toEqual([]);
    expect(sayAll({ ...from(head(1, 700), head(3, 1)), bills, shares })).toEqual([
      'bills 2025-05 1: sum: the fixed heads do not add up to the fixed amount',
    ]);
  });
});

test('a limit of sessions that cannot be is found', () => {
  const limits = {
    admin_idle_minutes: '30',
    admin_session_hours: '169',
    student_session_minutes: '',
  };
  const more = Object.entries(limits).map(([key, value]) => ({ key, value }));
  expect(sayAll({ ...ONE, settings: [...(ONE.settings ?? []), ...more] })).toEqual([
    'settings admin_session_hours: setting: not a number of hours; write 1 to 168',
    'settings student_session_minutes: setting: not a number of minutes; write 5 to 1440',
  ]);
});
