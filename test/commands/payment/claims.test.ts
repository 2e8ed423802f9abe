import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay } from '../../support/records/month.ts';
import { activateStudent } from '../../support/records/sign-in.ts';

const UTR = '515412345678';

async function createClaimed(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do('settings --accounts-from 2025-05');
  const student = await activateStudent(mess, 'S001');
  const claimed = await student(`payment claims add ${UTR} --date 2025-05-31`);
  expect(claimed.stdout).toBe(`Claim 1: ${UTR}, paid on 2025-05-31, is unconfirmed.\n`);
  // The same again, as by a double tap, is the same claim.
  expect(await student(`payment claims add ${UTR}`)).toMatchObject({ code: 0 });
  return mess;
}

test('a claim pays nothing, and is confirmed by the payment that has its number', async () => {
  const mess = await createClaimed();
  const claim = { no: 1, studentId: 'S001', reference: UTR, receipt: null, reason: null };
  expect(await mess.json('payment', 'claims')).toMatchObject([{ ...claim, state: 'unconfirmed' }]);
  const before = await mess.json<{ balance: string }>('dues', 'show', 'S001');
  expect(Number(before.balance)).toBeGreaterThan(0);
  await mess.do(`payment record S001 --amount 100 --method upi --reference ${UTR}`);
  expect((await mess('payment', 'claims')).stdout).toBe('No claim waits.\n');
  expect(await mess.json('payment', 'claims', 'list', '--all')).toMatchObject([
    { ...claim, state: 'confirmed', receipt: '2025-26/0001' },
  ]);
  await mess.do('payment reverse 2025-26/0001 --reason "of S002"');
  expect(await mess.json('payment', 'claims')).toMatchObject([{ ...claim, state: 'unconfirmed' }]);
  await mess.do(`payment record S002 --amount 100 --method upi --reference ${UTR}`);
  expect(await mess.json('payment', 'claims')).toMatchObject([
    { ...claim, state: 'of another', receipt: '2025-26/0002' },
  ]);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('of a line that is shared each part confirms the claim of who has it; an ignored one is not in suspense', async () => {
  const mess = await createClaimed();
  const file = `Date,Narration,Ref,Debit,Credit\n31/05/2025,UPI/UNCLE/UNCLE.SAM@OKAXIS/RENT,${UTR},,500.00\n`;
  await mess.do(`payment import ${await mess.file('bank.csv', file)} --yes`);
  const state = async () =>
    (await mess.json<{ state: string; receipt: string }[]>('payment', 'claims', '--all')).map(
      (each) => `${each.state} ${each.receipt}`,
    );
  expect(await state()).toEqual(['in suspense null']);
  await mess.do('payment suspense ignore 1 --reason tins');
  expect(await state()).toEqual(['unconfirmed null']);
  await mess.do('payment suspense split 1 S001 300 S002 200');
  expect(await state()).toEqual(['confirmed 2025-26/0001']);
  await mess.do('payment reverse 2025-26/0001 --reason wrong');
  expect(await state()).toEqual(['of another 2025-26/0002']);
});

test('a claim is dismissed with a reason, and then somebody else may make it', async () => {
  const mess = await createClaimed();
  const other = await activateStudent(mess, 'S002');
  expect((await other(`payment claims add ${UTR}`)).code).toBe(8);
  expect((await other(`payment claims add ${UTR} --date 2030-01-01`)).code).toBe(2);
  expect((await other('payment claims add 12345')).code).toBe(2);
  expect((await other('payment claims list')).code).toBe(5);
  await mess.do('payment claims dismiss 1 --reason "not in the bank"');
  expect(await mess.json('payment', 'claims', '--all')).toMatchObject([
    { state: 'dismissed', reason: 'not in the bank' },
  ]);
  expect((await other(`payment claims add ${UTR}`)).code).toBe(0);
  expect((await mess('db', 'verify')).code).toBe(0);
});
