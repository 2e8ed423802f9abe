import { describe, expect, test } from 'vitest';
import { TABLES } from '../../../../src/data/schema/tables.ts';
import { addBooks } from '../../../support/books/books.ts';
import { expectFound } from '../../../support/books/planted.ts';
import { createMess } from '../../../support/mess.ts';
import { createBilledMay } from '../../../support/records/month.ts';

const MAY = "month = '2025-05'";
const ASHA = `${MAY} and student_no = 1`;

describe('a mess that is in order', () => {
  test('is said to be, in each format', async () => {
    const mess = await createBilledMay('--total 74000');
    expect(await mess('db', 'verify')).toEqual({
      code: 0,
      stdout: `${mess.label}: all holds (41 rows in ${TABLES.length} tables).\n`,
      stderr: '',
    });
    const tables = {
      ...Object.fromEntries(TABLES.map(({ name }) => [name, 0])),
      settings: 3,
      audit_salts: 4,
      audit_entries: 8,
      admins: 1,
      students: 4,
      sessions: 1,
      attendance: 4,
      bills: 1,
      shares: 4,
      imports: 1,
      purchase_heads: 10,
    };
    const json = await mess('db', 'verify', '--json');
    expect({ ...json, stdout: JSON.parse(json.stdout) }).toEqual({
      code: 0,
      stdout: { database: mess.label, tables, findings: [] },
      stderr: '',
    });
    expect(await mess('db', 'verify', '--format', 'csv')).toEqual({
      code: 0,
      stdout: 'check,table,key,message\n',
      stderr: '',
    });
    expect(await mess('db', 'verify', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('of whatever it is made', async () => {
    const mess = await createMess();
    await addBooks(mess);
    expect(await mess('db', 'verify')).toEqual({
      code: 0,
      stdout: `${mess.label}: all holds (101 rows in ${TABLES.length} tables).\n`,
      stderr: '',
    });
  });
});

describe('found in bills and shares', () => {
  test('a paisa more or less', () =>
    expectFound([
      [
        'in a share',
        [`update shares set amount_minor = amount_minor + 1 where ${ASHA}`],
        'shares 2025-05 1 1: sum: the parts do not add up to the share',
        'bills 2025-05 1: sum: the shares add up to 7500001 minor units, not to 7500000',
      ],
      [
        'in a share and its part',
        [
          `update shares set amount_minor = amount_minor - 1, fixed_minor = fixed_minor - 1 where ${ASHA}`,
        ],
        'bills 2025-05 1: sum: the shares add up to 7499999 minor units, not to 7500000',
        'bills 2025-05 1: sum: the fixed parts do not add up to the fixed amount',
        'bills 2025-05 1: rule: not what the rule gives: S001',
      ],
      [
        'in the bill',
        [`update bills set billed_minor = billed_minor + 1 where ${MAY}`],
        'bills 2025-05 1: record: billed_minor is not what the record of changes tells',
        'bills 2025-05 1: sum: the shares add up to 7500000 minor units, not to 7500001',
      ],
      [
        'in the total of the bill',
        [`update bills set total_minor = total_minor + 1 where ${MAY}`],
        'bills 2025-05 1: record: total_minor is not what the record of changes tells',
        'bills 2025-05 1: sum: the dividing parts do not add up to the total',
        'bills 2025-05 1: rule: not what the rule gives: S002',
      ],
      [
        'given by one to another, so that all sums are right',
        [
          `update shares set dividing_minor = dividing_minor + 2, amount_minor = amount_minor + 2 where ${ASHA}`,
          `update shares set dividing_minor = dividing_minor - 2, amount_minor = amount_minor - 2 where ${MAY} and student_no = 2`,
        ],
        'bills 2025-05 1: rule: not what the rule gives: S001, S002',
      ],
      [
        'given by one part to another, of the same share',
        [
          `update shares set dividing_minor = dividing_minor + 1, fixed_minor = fixed_minor - 1 where ${ASHA}`,
          `update shares set dividing_minor = dividing_minor - 1, fixed_minor = fixed_minor + 1 where ${MAY} and student_no = 4`,
        ],
        'bills 2025-05 1: rule: not what the rule gives: S001, S004',
      ],
    ]));

  test('shares that are missing, or of nothing', () =>
    expectFound([
      [
        'one is missing',
        [`delete from shares where ${MAY} and student_no = 3`],
        'bills 2025-05 1: sum: the shares add up to 6397330 minor units, not to 7500000',
        'bills 2025-05 1: sum: the dividing parts do not add up to the total',
        'bills 2025-05 1: sum: the fixed parts do not add up to the fixed amount',
        'bills 2025-05 1: rule: not what the rule gives: S001, S002, S004',
        'bills 2025-05 1: record: its shares and amounts are not those that entry 10 of the record of changes tells of',
      ],
      [
        'one of nothing is missing',
        ["delete from shares where month = '2025-04' and student_no = 4"],
        'bills 2025-04 1: record: its shares and amounts are not those that entry 9 of the record of changes tells of',
      ],
      [
        'all are missing',
        [`delete from shares where ${MAY}`],
        'bills 2025-05 1: sum: the bill has no shares',
        'bills 2025-05 1: record: its shares and amounts are not those that entry 10 of the record of changes tells of',
      ],
      [
        'the bill is missing',
        ["delete from bills where month = '2025-04'"],
        'bills: record: 2025-04 1 is not there, and the record of changes tells of it',
        'shares 2025-04 1 1: foreign_key: month, revision points to nothing in bills',
        'shares 2025-04 1 2: foreign_key: month, revision points to nothing in bills',
        'shares 2025-04 1 3: foreign_key: month, revision points to nothing in bills',
        'shares 2025-04 1 4: foreign_key: month, revision points to nothing in bills',
      ],
      [
        'a share of a bill that is not there',
        [
          `insert into shares (month, revision, student_no, id_then, days_hundredths, dividing_minor, amount_minor)
           values ('2025-06', 1, 1, 'S001', 0, 0, 0)`,
        ],
        'shares 2025-06 1 1: foreign_key: month, revision points to nothing in bills',
      ],
      [
        'a share of nobody',
        [`update shares set student_no = 99 where ${MAY} and student_no = 4`],
        'shares 2025-05 1 99: foreign_key: student_no points to nothing in students',
        'bills 2025-05 1: record: its shares and amounts are not those that entry 10 of the record of changes tells of',
      ],
    ]));

  test('money, days and months that cannot be', () =>
    expectFound([
      [
        'less than nothing',
        [
          "update shares set per_head_minor = -100, amount_minor = -100 where month = '2025-04' and student_no = 2",
        ],
        'shares 2025-04 1 2: money: a part of the share is less than 0',
        'bills 2025-04 1: sum: the shares add up to 199900 minor units, not to 200000',
        'bills 2025-04 1: rule: not what the rule gives: S002',
      ],
      [
        'a bill of less than nothing',
        ["update bills set per_head_minor = -300000 where month = '2025-04'"],
        'bills 2025-04 1: money: an amount of the bill is not more than 0',
        'bills 2025-04 1: record: per_head_minor is not what the record of changes tells',
      ],
      [
        'a bill of no amount',
        ["update bills set per_head_minor = null where month = '2025-04'"],
        'bills 2025-04 1: money: the bill has no amount',
        'bills 2025-04 1: record: per_head_minor is not what the record of changes tells',
        'bills 2025-04 1: rule: not what the rule gives: S001, S002, S003, S004',
      ],
      [
        'more dining days than the month has',
        ["update bills set days_in_month = 31 where month = '2025-04'"],
        'bills 2025-04 1: days: 31 dining days',
        'bills 2025-04 1: record: days_in_month is not what the record of changes tells',
      ],
      [
        'no dining days',
        [`update bills set days_in_month = null where ${MAY}`],
        'bills 2025-05 1: days: no dining days',
        'bills 2025-05 1: record: days_in_month is not what the record of changes tells',
      ],
      [
        'a share of 32 days',
        [`update shares set days_hundredths = 3200 where ${ASHA}`],
        'shares 2025-05 1 1: days: 32 days',
        'bills 2025-05 1: record: its shares and amounts are not those that entry 10 of the record of changes tells of',
      ],
      [
        'present more days than could be billed',
        ["update shares set days_hundredths = 3100 where month = '2025-04' and student_no = 1"],
        'bills 2025-04 1: rule: could not be billed: Present more than the 30 days of the bill: S001  (31)',
        'bills 2025-04 1: record: its shares and amounts are not those that entry 9 of the record of changes tells of',
      ],
      [
        'no month',
        ["update bills set month = '2025-4'", "update shares set month = '2025-4'"].map(
          (sql) => `${sql} where month = '2025-04'`,
        ),
        'bills 2025-4 1: month: not a month: 2025-4',
        'bills 2025-4 1: record: the record of changes does not tell of it',
        'bills: record: 2025-04 1 is not there, and the record of changes tells of it',
      ],
    ]));

  test('two live bills of a month, and revisions that are missing', () =>
    expectFound([
      [
        'two live bills',
        [
          `insert into bills (month, revision, status, days_in_month, total_minor, billed_minor, registered_at, operation_id)
           select month, 2, 'live', 31, 100, 100, registered_at, operation_id from bills where ${MAY}`,
          `insert into shares (month, revision, student_no, id_then, days_hundredths, dividing_minor, amount_minor)
           values ('2025-05', 2, 1, 'S001', 100, 100, 100)`,
        ],
        'bills 2025-05 2: live_bills: the month has more than one live bill',
        'bills 2025-05 2: record: the record of changes does not tell of it',
      ],
      [
        'a revision is missing',
        [
          `update bills set revision = 3 where ${MAY}`,
          `update shares set revision = 3 where ${MAY}`,
        ],
        'bills 2025-05 3: revision: revision 1 is missing',
        'bills 2025-05 3: record: the record of changes does not tell of it',
        'bills: record: 2025-05 1 is not there, and the record of changes tells of it',
      ],
    ]));

  test('a bill that was recorded elsewhere need only add up', () => {
    const recorded = `update bills set origin = 'recorded', days_in_month = null where ${MAY}`;
    const moved = (minor: number, no: number) =>
      `update shares set dividing_minor = dividing_minor + ${minor}, amount_minor = amount_minor + ${minor} where ${MAY} and student_no = ${no}`;
    return expectFound([
      [
        'as it is',
        [recorded],
        'bills 2025-05 1: record: origin is not what the record of changes tells',
        'bills 2025-05 1: record: days_in_month is not what the record of changes tells',
      ],
      [
        'not what the rule gives',
        [recorded, moved(5000, 1), moved(-5000, 3)],
        'bills 2025-05 1: record: origin is not what the record of changes tells',
        'bills 2025-05 1: record: days_in_month is not what the record of changes tells',
      ],
      [
        'a wrong sum',
        [recorded, moved(1, 1)],
        'bills 2025-05 1: record: origin is not what the record of changes tells',
        'bills 2025-05 1: record: days_in_month is not what the record of changes tells',
        'bills 2025-05 1: sum: the shares add up to 7500001 minor units, not to 7500000',
      ],
      [
        'with days',
        [`update bills set origin = 'recorded' where ${MAY}`],
        'bills 2025-05 1: days: 31 dining days',
        'bills 2025-05 1: record: origin is not what the record of changes tells',
      ],
      [
        'said to be of another origin, the rule holds',
        [`update bills set origin = 'Recorded' where ${MAY}`, moved(5000, 1), moved(-5000, 3)],
        'bills 2025-05 1: record: origin is not what the record of changes tells',
        'bills 2025-05 1: rule: not what the rule gives: S001, S003',
      ],
    ]);
  });
});
