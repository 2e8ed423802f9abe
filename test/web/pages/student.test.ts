import { expect, test } from 'vitest';
import { formatsOf } from '../../../src/domain/messages/formats.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  passMs,
  STUDENT_SECRET,
  trySignIn,
} from '../../support/records/sign-in.ts';
import { serveMess } from '../serve-mess.ts';
import { createStudentMess, HOSTILE_NAME, serveStudent, visit } from './student-mess.ts';

/** What a page says, without its markup. */
function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

/** By phone, as most messes have it. */
async function servePhone(mess: TestMess, phone = '9876543210') {
  const server = await serveMess(mess);
  const visitor = visit(server);
  const { status } = await visitor.send('/', { id: 'S001', secret: phone });
  expect(status).toBe(303);
  return visitor;
}

test('every page of a student says what the commands say', async () => {
  const mess = await createStudentMess();
  const { visitor } = await serveStudent(mess);
  const dues = await mess.json<{ balance: string; outstanding: { due: string }[] }>(
    ...['dues', 'show', 'S001'],
  );
  const [whole = '', paise = ''] = dues.balance.split('.');
  const me = textOf((await visitor.get('/me')).text);
  expect(me).toContain(`You owe ₹${Number(whole).toLocaleString('en-IN')}.${paise}`);
  const { date } = formatsOf('en');
  expect(me).toContain(`Pay by ${date(dues.outstanding[0]?.due ?? '')}.`);
  expect(me).toContain('The mess holds ₹500.00 of yours as a deposit');
  const why = textOf((await visitor.get('/me/2025-05')).text);
  const share = await mess.json<{ dividing: { amount: string } }>(
    ...['bill', 'explain', 'S001', '--month', '2025-05'],
  );
  expect(why).toContain(`₹${Number(share.dividing.amount).toLocaleString('en-IN')}`);
  for (const part of ['Milk', 'Gas', 'two friends', 'Why it changed: an invoice came &lt;late>']) {
    expect(why).toContain(part);
  }
  const before = await visitor.get('/me/2025-05?revision=1');
  expect(before.text).toContain('This is an earlier bill.');
  const pay = await visitor.get('/me/pay');
  expect(pay.text).toContain(`<bdi class="copy">${dues.balance}</bdi>`);
  const link = `upi://pay?pa=ganga.mess%40sbi&amp;pn=Ganga%20Hostel%20Mess&amp;am=${dues.balance}&amp;cu=INR&amp;tn=MESS%20S001%202025-04`;
  expect(pay.text).toContain(`href="${link}"`);
  expect(pay.text.indexOf('class="copy"')).toBeLessThan(pay.text.indexOf('class="qr"'));
  expect(pay.text.indexOf('class="qr"')).toBeLessThan(pay.text.indexOf(link));
  const part = await visitor.get('/me/pay?amount=1,500');
  expect(part.text).toContain('am=1500.00&amp;');
  expect(textOf((await visitor.get('/me/pay?amount=x')).text)).toContain('That is no amount.');
  const payments = textOf((await visitor.get('/me/payments')).text);
  expect(payments).toContain('Receipt 2025-26/0001');
  expect(payments).toContain('&lt;b>by app&lt;/b>');
  const receipt = textOf((await visitor.get('/me/receipts/2025-26/0001')).text);
  expect(receipt).toContain('Rupees One Thousand Only');
  for (const path of ['/me/receipts/2025-26/0002', '/me/receipts/x/y', '/me/2025-13', '/me/x']) {
    expect((await visitor.get(path)).status).toBe(404);
  }
});

test('a claim is told, unconfirmed, and confirmed by the payment', async () => {
  const mess = await createStudentMess();
  const { visitor } = await serveStudent(mess);
  await visitor.get('/me/pay');
  const wrong = await visitor.send('/me/pay', { date: '2025-06-01', reference: '12' });
  expect([wrong.status, textOf(wrong.text)]).toEqual([
    422,
    expect.stringContaining('A UTR has 12 digits.'),
  ]);
  const late = await visitor.send('/me/pay', { date: '2025-06-09', reference: '515412345678' });
  expect(textOf(late.text)).toContain('That is no day on which you can have paid.');
  for (let tap = 0; tap < 2; tap++) {
    const sent = await visitor.send('/me/pay', { date: '2025-06-01', reference: '5154 1234 5678' });
    expect(sent.status).toBe(303);
  }
  expect(textOf((await visitor.get('/me/pay')).text)).toContain('515412345678: not confirmed yet');
  expect(await mess.json('payment', 'claims')).toHaveLength(1);
  await mess.do('payment record S001 --amount 9 --method upi --reference 515412345678');
  expect(textOf((await visitor.get('/me/pay')).text)).toContain('515412345678: confirmed');
});

test('who signed in by phone looks, and changes nothing', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('settings --accounts-from 2025-05 --upi-address ganga.mess@sbi');
  const visitor = await servePhone(mess);
  const pay = await visitor.get('/me/pay');
  expect(pay.text).not.toContain('name="reference"');
  const claimed = await visitor.send('/me/pay', { date: '2025-06-01', reference: '515412345678' });
  expect(claimed.status).toBe(403);
  const account = await visitor.get('/me/account');
  expect(textOf(account.text)).toContain('So you can look here, and change nothing.');
  expect(account.text).not.toContain('9876543210');
  expect(account.text).not.toContain('127.0.0.1');
  expect((await visitor.send('/me/account', {})).status).toBe(403);
  expect((await visitor.get('/me/secret')).headers.get('location')).toBe('/me/account');
  expect(await mess.json('payment', 'claims')).toEqual([]);
});

test('without accounts it is what was billed so far; nothing billed, nothing owed, credit', async () => {
  const mess = await createMess();
  await addMay(mess);
  const visitor = await servePhone(mess);
  expect(textOf((await visitor.get('/me')).text)).toContain('Nothing has been billed to you');
  await mess.do('bill register --month 2025-05 --per-head 3100 --quiet');
  expect(textOf((await visitor.get('/me')).text)).toContain('Billed so far ₹3,000.00');
  expect(textOf((await visitor.get('/me/pay')).text)).toContain('Pay at the office.');
  expect(textOf((await visitor.get('/me/payments')).text)).toContain('What is paid is not kept');
  await mess.do(
    'settings --accounts-from 2025-05',
    'payment record S001 --amount 3000 --method cash',
  );
  expect(textOf((await visitor.get('/me')).text)).toContain('You owe nothing.');
  await mess.do('payment record S001 --amount 12.50 --method cash', 'student remove S001');
  const left = textOf((await visitor.get('/me')).text);
  expect(left).toContain('You have paid ahead ₹12.50');
  expect(left).toContain('You left on 1 June 2025.');
});

test('what is late is said, and by when the rest is due', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'settings --accounts-from 2025-05',
    'bill register --month 2025-05 --per-head 3100 --quiet',
  );
  mess.now = new Date('2025-07-02T06:30:00Z');
  expect((await trySignIn(mess)).code).toBe(0);
  await mess.do(
    'attendance record S001 --month 2025-06 --days 30',
    'bill register --month 2025-06 --per-head 3000 --quiet --yes',
  );
  const visitor = await servePhone(mess);
  const me = textOf((await visitor.get('/me')).text);
  expect(me).toContain(
    'You owe ₹6,000.00 ₹3,000.00 of it is late: the oldest was due on 10 June 2025.',
  );
  expect(me).toContain('Pay the rest by 10 July 2025.');
});

test('what no bill charges is named, so that the months and the one figure agree', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'settings --accounts-from 2025-05 --late-fee "from 11: 200"',
    'opening set S001 --amount 50 --yes',
    'bill register --month 2025-05 --per-head 3100 --quiet',
  );
  mess.now = new Date('2025-07-02T06:30:00Z');
  expect((await trySignIn(mess)).code).toBe(0);
  await mess.do('dues fines --month 2025-05 --yes --quiet');
  const visitor = await servePhone(mess);
  const { text } = await visitor.get('/me');
  expect(textOf(text)).toContain('You owe ₹3,250.00');
  const sentences = ['₹50.00 of it is from before the bills here.', '₹200.00 of it is late fees.'];
  for (const sentence of sentences) {
    expect(text).toContain(`<a class="tap" href="/me/payments#account">${sentence}</a>`);
  }
  const month = textOf((await visitor.get('/me/2025-05')).text);
  expect(month).toContain('Beside it you owe ₹200.00 as a late fee of this bill.');
  await visitor.send('/language', { language: 'hi', back: '/me' });
  expect(textOf((await visitor.get('/me')).text)).toContain('इसमें ₹200.00 विलंब शुल्क है।');
  await mess.do('dues waive S001 --month 2025-05 --reason ill');
  expect((await visitor.get('/me/2025-05')).text).not.toContain('विलंब शुल्क');
});

test('a mess in another currency has no UPI', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('settings --upi-address ganga.mess@sbi', 'settings --accounts-from 2025-05');
  mess.rows("update settings set value = 'EUR' where key = 'currency' returning key");
  await mess.do('bill register --month 2025-05 --per-head 3100 --quiet');
  const visitor = await servePhone(mess);
  expect(textOf((await visitor.get('/me')).text)).toContain('€3,000.00');
  const pay = await visitor.get('/me/pay');
  expect(pay.text).not.toContain('upi:');
  expect(textOf(pay.text)).toContain('Pay at the office.');
});

test('hostile names are text, on every page', async () => {
  const mess = await createStudentMess();
  expect((await mess('student', 'edit', 'S001', '--name', HOSTILE_NAME)).code).toBe(0);
  expect((await mess('settings', '--name', HOSTILE_NAME.slice(0, 60))).code).toBe(0);
  const { visitor } = await serveStudent(mess);
  for (const path of ['/me', '/me/2025-05', '/me/pay', '/me/payments', '/me/account', '/privacy']) {
    const { status, text } = await visitor.get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(text).not.toContain('<script');
    expect(text.replace(/<title>.*?<\/title>/, '')).not.toContain('\u202e');
  }
});

test('a secret is set with a code, changed, and all sessions are ended', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('settings --student-sign-in code');
  const { code } = await mess.json<{ code: string }>('student', 'code', 'S001');
  const server = await serveMess(mess);
  const visitor = visit(server);
  const start = await visitor.send('/', { id: 'S001', secret: code });
  expect(start.headers.get('location')).toBe('/activate?id=S001');
  const fields = { id: 'S001', code };
  const activate = async (newSecret: string, again = newSecret) =>
    visitor.send('/activate', { ...fields, newSecret, again });
  expect(textOf((await activate('short')).text)).toContain('Use at least 8 characters');
  expect(textOf((await activate('password1')).text)).toContain('That is easily guessed.');
  expect(textOf((await activate(STUDENT_SECRET, 'x')).text)).toContain('are not the same');
  expect((await activate(STUDENT_SECRET)).headers.get('location')).toBe('/me');
  await visitor.get('/me/secret');
  const change = (secret: string) =>
    visitor.send('/me/secret', {
      secret,
      newSecret: 'other words here',
      again: 'other words here',
    });
  expect(textOf((await change('wrong one')).text)).toContain('The old secret is wrong.');
  // Whoever was wrong waits a little.
  passMs(mess, MINUTE_MS);
  expect((await change(STUDENT_SECRET)).headers.get('location')).toBe('/');
  expect((await visitor.get('/me')).headers.get('location')).toBe('/');
  await visitor.send('/', { id: 'S001', secret: 'other words here' });
  const other = visit(server);
  await other.send('/', { id: 'S001', secret: 'other words here' });
  await visitor.get('/me/account');
  expect((await visitor.send('/me/account', {})).headers.get('location')).toBe('/');
  expect((await other.get('/me')).status).toBe(303);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('a session that is over signs in again with the cookie that is left of it', async () => {
  const mess = await createStudentMess();
  const { visitor } = await serveStudent(mess);
  passMs(mess, 2 * HOUR_MS);
  expect((await visitor.get('/me')).headers.get('location')).toBe('/');
  const again = await visitor.send('/', { id: 'S001', secret: STUDENT_SECRET });
  expect(again.headers.get('location')).toBe('/me');
  expect(textOf((await visitor.get('/me')).text)).toContain('You signed in last on');
});

test('the language is that of the browser until one is chosen', async () => {
  const visitor = visit(await serveMess(await createMess()));
  const hindi = { 'accept-language': 'hi-IN,en;q=0.5' };
  expect((await visitor.get('/studentloginpage', hindi)).text).toContain('<html lang="hi">');
  const chosen = await visitor.send('/language', { language: 'en', back: '/privacy' });
  expect(chosen.headers.get('location')).toBe('/privacy');
  expect((await visitor.get('/', hindi)).text).toContain('<html lang="en">');
  for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    const led = await visitor.send('/language', { language: 'hi', back });
    expect(led.headers.get('location')).toBe('/');
  }
});
