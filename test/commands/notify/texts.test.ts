import { readFile, stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { MessageTextsDocument } from '../../../src/documents/schemas/messages.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { NAMES, UNSAFE } from '../../support/records/hostile.ts';
import { addMay, signInAs } from '../../support/records/month.ts';
import { insertStudents } from '../../support/records/students.ts';

/** The four of May: Asha owes, Vikram has paid, Sita wants no messages, Dev is abroad and owed before. */
async function createDues(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'settings --accounts-from 2025-05 --upi-address gangamess@sbi',
    'opening set S004 --amount 120.50',
    'bill register --month 2025-05 --total 103000',
    'payment record S001 --amount 500 --method cash',
    'payment record S002 --amount 28000 --method upi',
    'student edit S003 --no-messages',
  );
  return mess;
}

const read = (mess: TestMess, ...options: readonly string[]) =>
  mess.json<MessageTextsDocument>('notify', 'texts', '2025-05', ...options);

test('who owes gets a text and a link, with the figures of the statement', async () => {
  const mess = await createDues();
  const { month, language, texts, leftOut } = await read(mess);
  expect({ month, language }).toEqual({ month: '2025-05', language: 'en' });
  expect(texts.map(({ studentId, due }) => [studentId, due])).toEqual([
    ['S001', '29500.00'],
    ['S004', '30120.50'],
  ]);
  expect(leftOut).toEqual([{ studentId: 'S003', name: 'सीता देवी', reason: 'wants none' }]);
  const [asha, dev] = texts;
  expect(asha?.text.split('\n')).toEqual([
    'Dear Asha Rao,',
    '',
    'your bill of May 2025 is ₹30,000.00.',
    'Days present: 30',
    'Paid of it already: ₹500.00',
    '',
    'To pay: ₹29,500.00',
    expect.stringMatching(/^Pay by \d+ [A-Z][a-z]+ \d{4}\.$/),
    'Pay by UPI to gangamess@sbi, with the note MESS S001 2025-05.',
    '',
    'Ganga Mess',
  ]);
  expect(dev?.text).toContain('\nOwed from before: ₹120.50\n');
  expect(dev?.text).not.toContain('Paid of it');
  for (const { link, text } of texts) {
    const url = new URL(link);
    expect(url.searchParams.get('text')).toBe(text);
  }
  expect(texts.map(({ link }) => link.slice(0, link.indexOf('?')))).toEqual([
    'https://wa.me/919876543210',
    'https://wa.me/9779812345678',
  ]);
});

test('reminders of all that is owed have the words that are sent, and a link', async () => {
  const mess = await createDues();
  const dues = (...options: string[]) =>
    mess.json<MessageTextsDocument>('notify', 'texts', '--dues', ...options);
  const { texts, ...rest } = await dues();
  expect(rest).toEqual({
    ...{ kind: 'dues', month: null, language: 'en' },
    leftOut: [{ studentId: 'S003', name: 'सीता देवी', reason: 'wants none' }],
  });
  const sent = await mess.json<{ messages: { studentId: string; text: string }[] }>(
    ...['notify', 'dues', '--command', 'true', '--dry-run'],
  );
  const words = ({ studentId, text }: { studentId: string; text: string }) => [studentId, text];
  expect(texts.map(words)).toEqual(sent.messages.filter(({ text }) => text !== null).map(words));
  expect(texts.map(({ studentId, due }) => [studentId, due])).toEqual([
    ['S001', '29500.00'],
    ['S004', '30120.50'],
  ]);
  expect(texts[0]?.text).toContain('on 1 June 2025 you owe the mess ₹29,500.00.');
  for (const { link, text } of texts) expect(new URL(link).searchParams.get('text')).toBe(text);
  // Of the bill nothing is late yet, and what was owed before is.
  expect((await dues('--overdue')).texts.map(({ studentId }) => studentId)).toEqual(['S004']);
  expect((await dues('--language', 'hi')).texts[0]?.text).toContain('प्रिय');
  const path = `${mess.home}/links.html`;
  await mess.do(`notify texts --dues --output ${path}`);
  expect(await readFile(path, 'utf8')).toContain('Reminders of what is owed');
  expect((await mess('notify', 'texts', '--dues', '--month', '2025-05')).stderr).toBe(
    'error: --dues is of all that is owed, and not of a month.\nhint: give --month, or --dues\n',
  );
  expect(await mess('notify', 'texts', '2025-05', '--overdue')).toMatchObject({ code: 2 });
});

test('in Hindi, where the settings or the command say so, and in words of the mess', async () => {
  const mess = await createDues();
  const hindi = await read(mess, '--language', 'hi');
  expect(hindi.texts[0]?.text).toContain('मई 2025 का आपका मेस बिल ₹30,000.00 है।');
  await mess.do('settings --student-language hi');
  expect(await read(mess)).toEqual(hindi);
  const words = 'Subject: x\n\n{id} {days}\n{currency}{totalDue} {dueDate}\n{credit}\n';
  await mess.do(`notify templates set bill.hi ${await mess.file('w.txt', words)}`);
  expect((await read(mess)).texts[0]?.text).toMatch(/^S001 30\n₹29,500.00 \d+ \S+ \d{4}$/);
});

test('a number without a country code, or none at all, is named and gets no link', async () => {
  const mess = await createDues();
  await mess.do('settings --country-code none');
  const { texts, leftOut } = await read(mess);
  expect(texts.map(({ studentId }) => studentId)).toEqual(['S004']);
  expect(leftOut.map(({ studentId, reason }) => [studentId, reason])).toEqual([
    ['S001', 'no country code'],
    ['S003', 'wants none'],
  ]);
  expect((await mess('notify', 'texts', '2025-05')).stderr).toBe(
    'Want no messages: S003 सीता देवी.\n' +
      'Have no country code in their number: mess settings --country-code DIGITS; it is of: S001 Asha Rao.\n',
  );
  await mess.do('settings --country-code +977');
  expect((await read(mess)).texts[0]?.link).toMatch(/^https:\/\/wa\.me\/9779876543210\?/);
});

test('of many who are left out ten are named, and the others counted', async () => {
  const mess = await createMess();
  const ids = Array.from({ length: 12 }, (_, at) => `M${String(at + 1).padStart(2, '0')}`);
  insertStudents(
    mess,
    ids.map((id) => ({ id, name: 'x' })),
  );
  await mess.do('settings --accounts-from 2025-05 --country-code none');
  for (const id of ids) await mess.do(`opening set ${id} --amount 10`);
  const named = ids.slice(0, 10).map((id) => `${id} x`);
  expect((await mess('notify', 'texts', '--dues')).stderr).toBe(
    `Have no country code in their number: mess settings --country-code DIGITS; it is of: ${named.join(', ')} and 2 more.\n`,
  );
});

test('the page has a link for each, only its owner reads it, and it is for who may send', async () => {
  const mess = await createDues();
  const path = `${mess.home}/links.html`;
  expect(await mess('notify', 'texts', '2025-05', '--output', path)).toMatchObject({ code: 0 });
  const [page, { texts }] = [await readFile(path, 'utf8'), await read(mess)];
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const links = [...page.matchAll(/<a href="([^"]*)" target="_blank" rel="noreferrer">([^<]*)</g)];
  expect(links.map(([, href, shown]) => [href, shown])).toEqual(
    texts.map(({ studentId, name, link }) => [
      link.replaceAll("'", '&#39;'),
      `${studentId} ${name}`,
    ]),
  );
  const csv = (await mess('notify', 'texts', '2025-05', '--format', 'csv')).stdout;
  expect(csv).toMatch(/^student_id,name,phone,due,text,link\n/);
  await signInAs(mess, 'clerk');
  expect(await mess('notify', 'texts', '2025-05')).toMatchObject({ code: 5 });
});

test('hostile names are inert in text, link, table and page', async () => {
  const mess = await createMess();
  // No parser takes a longer one, and servers do not store it.
  const names = NAMES.filter((name) => name.length <= 100);
  const ids = names.map((_, index) => `H${String(index + 1).padStart(3, '0')}`);
  insertStudents(
    mess,
    names.map((name, index) => ({ id: ids[index] ?? '', name, branch: 'x' })),
  );
  const rows = ids.map((id) => `${id},2025-05,3\n`).join('');
  await mess.with({ stdin: `student_id,month,days_present\n${rows}` })('attendance', 'import', '-');
  await mess.do('bill register --month 2025-05 --total 74000');
  const { texts } = await read(mess);
  expect(texts.map(({ name }) => name)).toEqual(names);
  for (const { text, link } of texts) {
    expect(text.replaceAll('\n', '')).not.toMatch(UNSAFE);
    expect(text.split('\n')).toHaveLength(6);
    expect(link).toMatch(/^https:\/\/wa\.me\/919876543210\?text=[\w.!~*'()%-]+$/);
  }
  const path = `${mess.home}/links.html`;
  await mess.do(`notify texts 2025-05 --output ${path}`);
  const page = await readFile(path, 'utf8');
  expect(page).not.toMatch(/<script|<img|onerror=["']/i);
  expect(page.match(/<a href="https:\/\/wa\.me\//g)).toHaveLength(names.length);
});
