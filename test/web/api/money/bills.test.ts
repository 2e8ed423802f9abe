import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../../support/mess.ts';
import { addMay, signInAs } from '../../../support/records/month.ts';
import { type Answered, serveMess, type TestServer } from '../../serve-mess.ts';
import { auditHead } from '../record-head.ts';

const MAY = '/api/v1/bills/2025-05';

/** A mess whose May is to be billed, its server, and how its owner asks it. */
async function serveMay(): Promise<{
  readonly mess: TestMess;
  readonly server: TestServer;
  readonly post: (path: string, body: object) => Promise<Answered>;
}> {
  const mess = await createMess();
  await addMay(mess);
  const server = await serveMess(mess);
  const token = await server.signIn();
  return { mess, server, post: (path, body) => server.ask(path, { token, body }) };
}

const changed = {
  status: 409,
  json: {
    error: {
      code: 'busy',
      reason: 'changed_meanwhile',
      message: 'What was agreed to is another by now. Nothing was written.',
      hint: null,
    },
  },
};

test('a bill is looked at, agreed to and registered as it was shown', async () => {
  const { mess, post } = await serveMay();
  const asked = { total: '60,000', fixed: 'Rs. 400/-' };
  const preview = await post(`${MAY}?dryRun=true`, asked);
  expect(preview).toMatchObject({
    status: 200,
    json: { month: '2025-05', total: '60000.00', billed: '60400.00', dryRun: true },
  });
  expect(preview.json.shares.map(({ amount }: { amount: string }) => amount)).toEqual([
    '17575.73',
    '16410.68',
    '8837.86',
    '17575.73',
  ]);
  const basis = preview.headers.get('x-basis');
  expect((await mess.json<unknown[]>('bill', 'list')).length).toBe(0);

  // Another amount than the one that was looked at.
  const head = await auditHead(mess);
  expect(await post(MAY, { ...asked, total: '61000', basis })).toMatchObject(changed);
  // Attendance was corrected since: what is to be looked at now comes with the refusal.
  await mess.do('attendance record S003 --month 2025-05 --days 16 --replace');
  const outdated = await post(MAY, { ...asked, basis });
  expect(outdated).toMatchObject(changed);
  const { details } = outdated.json.error;
  expect(details.preview).toMatchObject({ dryRun: true, billed: '60400.00' });
  expect(details.preview.shares[2]).toMatchObject({ studentId: 'S003', days: 16 });
  expect(await auditHead(mess)).toBe(head + 1);

  const registered = await post(MAY, { ...asked, basis: details.basis });
  expect(registered.status).toBe(200);
  expect(registered.json).toEqual({
    ...details.preview,
    dryRun: false,
  });
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject(registered.json);
  expect(await post(MAY, asked)).toMatchObject({
    status: 409,
    json: { error: { code: 'conflict', reason: 'bill_exists' } },
  });
  expect(await post(MAY, { ...asked, ifMissing: true })).toMatchObject({
    status: 200,
    json: { revision: 1, billed: '60400.00' },
  });
});

test('a bill is revised as it was shown, and taken back', async () => {
  const { mess, post } = await serveMay();
  await post(MAY, { perHead: '3100' });
  expect(await post(`${MAY}/revisions?dryRun=true`, {})).toMatchObject({
    status: 200,
    json: { revised: false, revision: 1 },
  });
  expect(await post(`${MAY}/revisions`, { reason: 'once more' })).toMatchObject({
    status: 200,
    json: { revised: false, dryRun: false },
  });
  await mess.do('attendance record S003 --month 2025-05 --days 20 --replace');
  const shown = await post(`${MAY}/revisions?dryRun=true`, { days: 30 });
  expect(shown.json).toMatchObject({ revised: true, dryRun: true, revision: 2 });
  expect(shown.json.shares[2]).toMatchObject({
    studentId: 'S003',
    before: '1500.00',
    amount: '2066.67',
    difference: '566.67',
  });
  const basis = shown.headers.get('x-basis');
  expect(await post(`${MAY}/revisions`, { days: 30, basis })).toMatchObject({
    status: 422,
    json: { error: { reason: 'bad_value', details: { field: 'reason', code: 'missing' } } },
  });
  const reason = 'S003 was there longer';
  expect(await post(`${MAY}/revisions`, { days: 29, reason, basis })).toMatchObject(
    // By 29 days two of them were there longer than the month.
    { status: 422, json: { error: { reason: 'too_many_days' } } },
  );
  expect(await post(`${MAY}/revisions`, { days: 31, reason, basis })).toMatchObject(changed);
  expect(await post(`${MAY}/revisions`, { days: 30, reason, basis })).toMatchObject({
    status: 200,
    json: { revised: true, dryRun: false, revision: 2, previous: { revision: 1 } },
  });
  expect(await post(`${MAY}/void`, { reason: 'all wrong' })).toMatchObject({
    status: 200,
    json: { month: '2025-05', revision: 2, status: 'void' },
  });
  expect(await post(`${MAY}/void`, { reason: 'again' })).toMatchObject({
    status: 404,
    json: { error: { reason: 'no_bill' } },
  });
});

test('a closed month takes no bill, and an owner opens it', async () => {
  const { mess, server, post } = await serveMay();
  await post(MAY, { total: 'INR 60000' });
  expect(await post('/api/v1/months/2025-05/close', { reason: 'for nothing' })).toMatchObject({
    status: 400,
    json: { error: { reason: 'conflicting_options' } },
  });
  const closed = await post('/api/v1/months/2025-05/close', {});
  expect(closed).toMatchObject({
    status: 200,
    json: { month: '2025-05', status: 'closed', closedBy: 'warden', unpaid: null, warnings: [] },
  });
  const refused = { status: 409, json: { error: { reason: 'month_closed' } } };
  expect(await post(`${MAY}/revisions?dryRun=true`, {})).toMatchObject(refused);
  expect(await post(`${MAY}/void`, { reason: 'x' })).toMatchObject(refused);
  await signInAs(mess, 'manager');
  const token = await server.signIn('manager', 'another good password');
  const body = { reason: 'the gas came late' };
  expect(await server.ask('/api/v1/months/2025-05/reopen', { token, body })).toMatchObject({
    status: 403,
    json: { error: { reason: 'role_may_not', message: 'A manager may not reopen months.' } },
  });
  expect(await post('/api/v1/months/2025-05/reopen', body)).toMatchObject({
    status: 200,
    json: { month: '2025-05', status: 'open' },
  });
});

test('an amount that is none is refused, with the key that has it', async () => {
  const { mess, post } = await serveMay();
  const head = await auditHead(mess);
  const cases: readonly [object, string, string][] = [
    [{ total: '0' }, 'total', 'bad_amount'],
    [{ total: '12.345' }, 'total', 'bad_amount'],
    [{ fixed: '$ 12' }, 'fixed', 'bad_amount'],
    [{ perHead: '-3' }, 'perHead', 'bad_amount'],
    [{ total: '100', days: 32 }, 'days', 'bad_days_in_month'],
  ];
  for (const [body, field, code] of cases) {
    expect(await post(MAY, body)).toMatchObject({
      status: 422,
      json: { error: { reason: 'bad_value', details: { field, code } } },
    });
  }
  expect(await auditHead(mess)).toBe(head);
});

test('what is no bill at all is refused', async () => {
  const { post } = await serveMay();
  const refused = (status: number, reason: string) => ({ status, json: { error: { reason } } });
  expect(await post(MAY, {})).toMatchObject(refused(400, 'missing_value'));
  expect(await post(MAY, { fromPurchases: true, fixed: '3' })).toMatchObject(
    refused(400, 'conflicting_options'),
  );
  expect(await post(MAY, { total: 60000 })).toMatchObject(refused(400, 'unfit_request'));
  expect(await post(MAY, { total: '60000', sharing: 'total' })).toMatchObject(
    refused(400, 'unfit_request'),
  );
  expect(await post('/api/v1/bills/mai', { total: '60000' })).toMatchObject(
    refused(422, 'bad_value'),
  );
});
