import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { MINUTE_MS, passMs, trySignIn } from '../../support/records/sign-in.ts';

const history = ['bill', 'history', '--month', '2025-05'];

test('every bill that a month had, who made it, who ended it and why', async () => {
  const mess = await createMess();
  await addMay(mess);
  expect(await mess(...history)).toEqual({
    code: 3,
    stdout: '',
    stderr:
      'error: May 2025 has no bill.\nhint: mess bill register --month 2025-05 --total AMOUNT\n',
  });
  await mess.do('bill register --month 2025-05 --total 60000 --quiet');
  expect((await mess(...history)).stdout).toBe(
    [
      'Bills of May 2025 (INR)',
      '',
      'Rev.  Made              By         Billed  Status',
      '────  ────────────────  ──────  ─────────  ──────',
      '   1  2025-06-01 12:00  warden  60,000.00  live',
      '',
    ].join('\n'),
  );
  passMs(mess, MINUTE_MS);
  await mess.do('bill void --month 2025-05 --reason "total was mistyped" --yes');
  expect((await mess('bill', 'show', '--month', '2025-05')).code).toBe(3);
  expect(await mess.json(...history)).toMatchObject([{ status: 'void' }]);
  passMs(mess, MINUTE_MS);
  const add = ['admin', 'add', 'second', '--role', 'manager', '--password-stdin'];
  await mess.with({ stdin: 'another good password' })(...add);
  await trySignIn(mess, 'second', 'another good password');
  await mess.do(
    'bill register --month 2025-05 --total 6000 --quiet',
    'bill revise --month 2025-05 --fixed 12 --reason "गैस 🔥 late" --yes --quiet',
    'attendance record S001 --month 2025-05 --days 1',
  );
  expect((await mess(...history)).stdout).toBe(
    [
      'Bills of May 2025 (INR)',
      '',
      'Rev.  Made              By         Billed  Status',
      '────  ────────────────  ──────  ─────────  ───────────',
      '   1  2025-06-01 12:00  warden  60,000.00  void',
      '   2  2025-06-01 12:02  second   6,000.00  superseded',
      '   3  2025-06-01 12:02  second   6,012.00  live, stale',
      '',
      'Revision 1 was voided 2025-06-01 12:01 by warden: total was mistyped',
      'Revision 2 was revised 2025-06-01 12:02 by second: गैस 🔥 late',
      '',
    ].join('\n'),
  );
  const bill = {
    month: '2025-05',
    daysInMonth: 31,
    perHead: null,
    charges: null,
    origin: 'computed',
  };
  const same = { students: [], charges: [], heads: [] };
  const second = { madeAt: '2025-06-01T06:32:00.000Z', madeBy: 'second' };
  expect(await mess.json(...history)).toEqual([
    {
      ...bill,
      total: '60000.00',
      fixed: null,
      billed: '60000.00',
      revision: 1,
      status: 'void',
      stale: false,
      changed: same,
      madeAt: '2025-06-01T06:30:00.000Z',
      madeBy: 'warden',
      endedAt: '2025-06-01T06:31:00.000Z',
      endedBy: 'warden',
      reason: 'total was mistyped',
    },
    {
      ...bill,
      ...second,
      total: '6000.00',
      fixed: null,
      billed: '6000.00',
      revision: 2,
      status: 'superseded',
      stale: false,
      changed: same,
      endedAt: second.madeAt,
      endedBy: 'second',
      reason: 'गैस 🔥 late',
    },
    {
      ...bill,
      ...second,
      total: '6000.00',
      fixed: '12.00',
      billed: '6012.00',
      changed: { students: ['S001'], charges: [], heads: [] },
      revision: 3,
      status: 'live',
      stale: true,
      endedAt: null,
      endedBy: null,
      reason: null,
    },
  ]);
  expect((await mess(...history, '--format', 'csv')).stdout.split('\n').slice(0, 2)).toEqual([
    'month,days_in_month,total,per_head,fixed,charges,billed,revision,status,stale,origin,made_at,made_by,ended_at,ended_by,reason',
    '2025-05,31,60000.00,,,,60000.00,1,void,false,computed,2025-06-01T06:30:00.000Z,warden,2025-06-01T06:31:00.000Z,warden,total was mistyped',
  ]);
});
