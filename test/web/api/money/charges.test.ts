import { expect, test } from 'vitest';
import { auditHead } from '../record-head.ts';
import { refusal, serveAccounts } from './accounts.ts';

test('charges are looked at, entered and taken back', async () => {
  const { mess, get, post } = await serveAccounts();
  const feast = { allPresent: true, branch: 'CSE', month: 'May 2025', kind: 'extra', amount: '40' };
  const head = await auditHead(mess);
  const shown = await post('/charges?dryRun=true', feast);
  expect(await auditHead(mess)).toBe(head);
  const added = await post('/charges', feast);
  expect(added).toMatchObject({
    status: 200,
    json: {
      total: '80.00',
      charges: [
        { no: 3, studentId: 'S001', amount: '40.00', by: 'warden' },
        { no: 4, studentId: 'S003', amount: '40.00' },
      ],
    },
  });
  expect(shown.json).toEqual(added.json);
  // That the bill is outdated is said; the command that helps is not.
  expect(added.json.warnings).toHaveLength(1);
  expect(added.json.warnings[0]).not.toContain('mess ');
  const guests = { studentId: 'S004', month: '2025-05', kind: 'Guest', quantity: 2.5, rate: '60' };
  expect((await post('/charges', guests)).json.charges).toMatchObject([
    { no: 5, quantity: 2.5, rate: '60.00', amount: '150.00' },
  ]);
  expect(await post('/charges', { ...guests, allPresent: true })).toMatchObject(
    refusal(400, 'conflicting_options'),
  );
  expect(await post('/charges', { ...guests, studentId: undefined })).toMatchObject(
    refusal(400, 'missing_value'),
  );
  expect(await post('/charges', { ...guests, month: '2025-04' })).toMatchObject(
    refusal(409, 'month_closed'),
  );
  const reason = 'another month';
  expect(await post('/charges/void', { numbers: ['3-4', '9'], reason })).toMatchObject(
    refusal(404, 'unknown_charge'),
  );
  expect((await post('/charges/void', { numbers: ['3-4', '5'], reason })).json).toMatchObject({
    total: '230.00',
    charges: [{ no: 3, status: 'void', voidReason: reason }, { no: 4 }, { no: 5 }],
  });
  expect((await get('/charges?month=2025-05')).json).toMatchObject({ total: '80.00' });
});

test('the kinds of charges', async () => {
  const { get, post, send } = await serveAccounts();
  const lunch = { name: 'Guest lunch', countsAs: 'guest', rate: '60' };
  expect((await post('/charge-kinds', lunch)).json).toEqual({
    name: 'Guest lunch',
    countsAs: 'guest',
    rate: '60.00',
    hidden: false,
  });
  const path = '/charge-kinds/guest%20lunch';
  expect((await send('PATCH', path, { name: 'Lunch', rate: '65.5' })).json).toMatchObject({
    name: 'Lunch',
    rate: '65.50',
  });
  expect((await send('PATCH', '/charge-kinds/Lunch', { rate: null })).json.rate).toBeNull();
  expect((await send('POST', '/charge-kinds/lunch/hide')).json.hidden).toBe(true);
  const charge = { studentId: 'S001', month: '2025-06', kind: 'Lunch', amount: '60' };
  expect(await post('/charges', charge)).toMatchObject(refusal(409, 'charge_kind_hidden'));
  expect((await send('POST', '/charge-kinds/lunch/unhide')).json.hidden).toBe(false);
  expect((await get('/charge-kinds')).json.at(-1)).toMatchObject({ name: 'Lunch' });
});
