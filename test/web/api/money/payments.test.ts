import { expect, test } from 'vitest';
import { importText } from '../../../support/books/import-text.ts';
import { auditHead } from '../record-head.ts';
import { refusal, STATEMENT, serveAccounts } from './accounts.ts';

test('a payment is looked at, recorded and taken back once', async () => {
  const { mess, get, post } = await serveAccounts();
  const owed = (await get('/dues/S001')).json.balance;
  const paid = { studentId: 's001', amount: '3,000', method: 'cash', date: '01/06/2025' };
  const head = await auditHead(mess);
  const shown = await post('/payments?dryRun=true', paid);
  expect(await auditHead(mess)).toBe(head);
  const recorded = await post('/payments', paid);
  expect(recorded).toMatchObject({
    status: 200,
    json: {
      receipt: '2025-26/0004',
      studentId: 'S001',
      amount: '3000.00',
      date: '2025-06-01',
      balanceBefore: owed,
    },
  });
  expect(shown.json).toEqual(recorded.json);
  const left = (Number(owed) - 3000).toFixed(2);
  expect(recorded.json.balance).toBe(left);
  expect((await mess.json<{ balance: string }>('dues', 'show', 'S001')).balance).toBe(left);

  expect(await post('/payments', { ...paid, amount: 'three' })).toMatchObject({
    status: 422,
    json: { error: { details: { field: 'amount', code: 'bad_amount' } } },
  });
  expect(await post('/payments', { ...paid, date: '2025-06-02' })).toMatchObject({
    status: 422,
    json: { error: { details: { field: 'date', code: 'in_the_future' } } },
  });
  expect(await post('/payments', { ...paid, studentId: 'S009' })).toMatchObject(
    refusal(404, 'unknown_student'),
  );
  const sameAgain = { ...paid, method: 'upi', reference: '515412345678' };
  expect(await post('/payments', sameAgain)).toMatchObject(refusal(409, 'reference_taken'));
  expect(await post('/payments', { ...sameAgain, again: true })).toMatchObject({ status: 200 });

  const path = '/payments/2025-26%2F0004';
  expect((await get(path)).json).toMatchObject({ studentId: 'S001', reversed: false });
  expect(await post(`${path}/reverse`, { reason: 'was of S002' })).toMatchObject({
    status: 200,
    json: { payment: { receipt: '2025-26/0004', reversed: true }, balance: left },
  });
  const after = await auditHead(mess);
  expect(await post(`${path}/reverse`, { reason: 'was of S002' })).toMatchObject({
    status: 409,
    json: {
      error: {
        reason: 'receipt_reversed',
        message: 'Receipt 2025-26/0004 is reversed already.',
        hint: null,
      },
    },
  });
  expect(await auditHead(mess)).toBe(after);
  expect((await get(`${path}/receipt`)).json.reversed).toEqual({
    date: '2025-06-01',
    reason: 'was of S002',
  });
  expect(await get('/payments/4')).toMatchObject(refusal(422, 'bad_value'));
  for (const listed of ['/payments', '/dues/S001']) {
    expect(await get(`${listed}?from=2025-06-02&to=2025-06-01`)).toMatchObject({
      status: 422,
      json: { error: { reason: 'bad_value', details: { field: 'from' } } },
    });
  }
});

test('what was paid too much, deposits and openings', async () => {
  const { mess, get, post, send } = await serveAccounts();
  const credit = -Number((await get('/dues/S004')).json.balance);
  const back = { studentId: 'S004', method: 'cash', reason: 'leaves in June' };
  expect(await post('/payments/refunds', { ...back, amount: '18000' })).toMatchObject(
    refusal(409, 'credit_exceeded'),
  );
  const refunded = await post('/payments/refunds', { ...back, amount: '100' });
  expect(refunded.json).toMatchObject({
    kind: 'refund',
    amount: '100.00',
    note: 'leaves in June',
    balance: (100 - credit).toFixed(2),
  });
  const { voucher } = refunded.json;
  expect(await post(`/payments/${voucher}/reverse`, { reason: 'not given' })).toMatchObject({
    status: 200,
    json: { balance: (-credit).toFixed(2) },
  });

  const taken = { studentId: 'S002', amount: '1,500', method: 'upi', note: 'caution money' };
  expect((await post('/deposits', taken)).json).toMatchObject({
    kind: 'deposit',
    receipt: 'D/2025-26/0002',
    deposit: '1500.00',
  });
  const owed = Number((await get('/dues/S001')).json.balance);
  expect(
    (await post('/deposits/S001/use', { amount: '500', month: 'previous' })).json,
  ).toMatchObject({
    kind: 'deposit used',
    month: '2025-05',
    deposit: '1500.00',
    balance: (owed - 500).toFixed(2),
  });
  expect((await post('/deposits/S001/refund', { method: 'cash' })).json).toMatchObject({
    kind: 'deposit refund',
    amount: '1500.00',
    deposit: '0.00',
  });
  expect(await post('/deposits/S001/refund', { method: 'cash' })).toMatchObject(
    refusal(409, 'deposit_exceeded'),
  );
  expect((await send('PUT', '/openings/S003', { amount: '300 Cr' })).json).toMatchObject({
    studentId: 'S003',
    amount: '-300.00',
    before: '12.50',
  });
  expect(await mess.json<object>('db', 'verify')).toMatchObject({ findings: [] });
});

test('the cash box is counted as it was shown, and the books are closed', async () => {
  const { mess, get, post } = await serveAccounts();
  const counted = { amount: '6,900', takenOut: '50' };
  const shown = await post('/cash/counts?dryRun=true', counted);
  expect(shown.json).toMatchObject({
    recorded: '6950.00',
    counted: '6900.00',
    difference: '-50.00',
    voucher: null,
  });
  const basis = shown.headers.get('x-basis');
  await mess.do('payment record S001 --amount 50 --method cash');
  const refused = await post('/cash/counts', { ...counted, basis });
  expect(refused).toMatchObject(refusal(409, 'changed_meanwhile'));
  const { details } = refused.json.error;
  expect(details.preview).toMatchObject({ recorded: '7000.00', difference: '-100.00' });
  const booked = await post('/cash/counts', { ...counted, basis: details.basis });
  expect(booked.json).toEqual({ ...details.preview, voucher: expect.stringMatching(/^V\d+$/) });
  expect(await post('/cash/counts', { amount: '-3' })).toMatchObject(refusal(422, 'bad_value'));

  expect(await post('/books/close', { through: '2025-06-01' })).toMatchObject({
    status: 422,
    json: { error: { details: { field: 'through', code: 'in_the_future' } } },
  });
  const closed = await post('/books/close', { through: '31/05/2025' });
  expect(closed.json).toMatchObject({ through: '2025-05-31', sum: '12.50' });
  expect(closed.json.record).toBe((await get('/audit/head')).json.anchor);
  expect((await post('/books/reopen', { reason: 'the bank was late' })).json).toEqual({
    closedThrough: '2025-05-31',
  });
});

test("the bank's file is taken back, and its lines are given to students", async () => {
  const { mess, get, post, send } = await serveAccounts();
  const [imported] = (await get('/payments/imports')).json;
  const undo = `/payments/imports/${imported.import}/undo`;
  expect((await post(undo, { reason: 'of another mess' })).json).toEqual({
    import: imported.import,
    file: imported.file,
    payments: 1,
    others: 1,
  });
  expect(await post(undo, { reason: 'again' })).toMatchObject(refusal(409, 'import_undone'));
  await importText(mess, 'payment import --yes', STATEMENT);
  const [line] = (await get('/payments/suspense')).json;
  expect(line).toMatchObject({ amount: '60.00', suggestion: null });
  const path = `/payments/suspense/${line.no}`;
  expect((await post(`${path}/ignore`, { reason: 'old newspapers' })).json).toEqual({
    no: line.no,
    date: '2025-06-01',
    amount: '60.00',
  });
  const parts = [
    { studentId: 'S001', amount: '40' },
    { studentId: 'S003', amount: '20.00' },
  ];
  expect(await post(`${path}/split`, { parts: parts.slice(1) })).toMatchObject({ status: 409 });
  const split = await post(`${path}/split`, { parts });
  expect(split.json.parts).toMatchObject([
    { studentId: 'S001', amount: '40.00' },
    { studentId: 'S003', amount: '20.00' },
  ]);
  expect(await post(`${path}/assign`, { studentId: 'S001' })).toMatchObject({ status: 409 });
  for (const { receipt } of split.json.parts) {
    await post(`/payments/${encodeURIComponent(receipt)}/reverse`, { reason: 'of nobody' });
  }
  expect((await get('/payments/payers')).json).toMatchObject([
    { payer: 'uncle@okaxis', studentId: 'S002' },
  ]);
  const uncle = '/payments/payers/UNCLE%40okaxis';
  expect((await send('DELETE', uncle)).json).toMatchObject([{ studentId: 'S002' }]);
  expect(await send('DELETE', uncle)).toMatchObject(refusal(404, 'unknown_payer'));
});
