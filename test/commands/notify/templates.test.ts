import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createMailingMess } from '../../support/mail/students.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addFourStudents, signInAs } from '../../support/records/month.ts';

interface Template {
  readonly name: string;
  readonly own: boolean;
  readonly head: string | null;
  readonly source: string | null;
}

async function getTemplate(mess: TestMess, name: string): Promise<Template | undefined> {
  const all = await mess.json<Template[]>('notify', 'templates');
  return all.find((each) => each.name === name);
}

test('they are written, changed, given back and used', async () => {
  const mess = await createMess();
  const folder = `${mess.home}/words`;
  const written = await mess('notify', 'templates', 'write', folder);
  expect(written).toEqual({ code: 0, stdout: '', stderr: `Written to ${folder}: 6 files.\n` });
  expect(await readdir(folder)).toEqual(
    ['bill', 'dues', 'receipt'].flatMap((kind) => [`${kind}.en.txt`, `${kind}.hi.txt`]),
  );
  const before = await readFile(`${folder}/bill.hi.txt`, 'utf8');
  // As an editor on Windows saves it.
  await writeFile(
    `${folder}/bill.hi.txt`,
    `\ufeff${before.replaceAll('\n', '\r\n')}धन्यवाद\r\n\r\n`,
  );
  const set = ['notify', 'templates', 'set', 'bill.hi', `${folder}/bill.hi.txt`];
  expect(await mess(...set)).toEqual({
    code: 0,
    stdout: `bill.hi has the words of ${folder}/bill.hi.txt now.\n`,
    stderr: '',
  });
  expect(await mess(...set)).toMatchObject({
    stdout: 'Nothing changed: bill.hi has these words already.\n',
  });
  expect(await getTemplate(mess, 'bill.hi')).toMatchObject({
    own: true,
    source: `${before}धन्यवाद\n`,
  });
  expect(await getTemplate(mess, 'bill.en')).toMatchObject({ own: false });
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });

  const again = `${mess.home}/again`;
  await mess.do(`notify templates write ${again}`);
  expect(await readFile(`${again}/bill.hi.txt`, 'utf8')).toBe(`${before}धन्यवाद\n`);
  const reset = await mess('notify', 'templates', 'reset', '--only', 'bill.hi');
  expect(reset.stderr).toBe('As at first again: bill.hi.\n');
  expect(await getTemplate(mess, 'bill.hi')).toMatchObject({ own: false, source: before });
  expect((await mess('notify', 'templates', 'reset')).stderr).toBe(
    'Nothing changed: the mess has given no such template.\n',
  );
  expect(
    mess.rows("select command, subject from audit_entries where command like 'notify%'"),
  ).toEqual([
    { command: 'notify templates set', subject: 'bill.hi' },
    { command: 'notify templates reset', subject: 'bill.hi' },
  ]);
});

test('one that cannot be is refused with every line, and nothing is changed', async () => {
  const mess = await createMess();
  const path = await mess.file('x.txt', 'Dear {nam},\n\npay {amount\n');
  expect(await mess('notify', 'templates', 'set', 'dues.en', path)).toEqual({
    code: 6,
    stdout: '',
    stderr:
      `error: ${path}, line 1: {nam} is no variable of a message of dues; there is {name}, {id}, {mess}, {currency}, {branch}, {totalDue}, {asOf}, {dueDate}, {payBy}, {overdue}, {oldestDue}, {restBy}, {upiAddress}, {upiNote}, {upiLink}; ` +
      'line 1: begins with Subject: and the subject of the message; line 3: a { is not closed.\n' +
      'hint: mess notify templates write FOLDER writes all, to be changed there\n',
  });
  const latin = `${mess.home}/latin.txt`;
  await writeFile(latin, Buffer.from('Subject: caf\u00e9\n\nx\n', 'latin1'));
  const other = await mess('notify', 'templates', 'set', 'dues.en', latin);
  expect(other).toMatchObject({ code: 6 });
  expect(other.stderr).toContain(`${latin} is not text in UTF-8.\n`);
  const large = await mess.file('large.txt', `Subject: a\n\n${'x'.repeat(70_000)}`);
  expect(await mess('notify', 'templates', 'set', 'dues.en', large)).toMatchObject({ code: 6 });
  expect(await mess('notify', 'templates', 'set', 'bill.fr', path)).toMatchObject({ code: 2 });
  expect(await getTemplate(mess, 'dues.en')).toMatchObject({ own: false });
});

test('a viewer sees them and changes none, and a folder with something in it stays', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const path = await mess.file('x.txt', 'Subject: a\n\nb\n');
  await mkdir(`${mess.home}/there`);
  await writeFile(`${mess.home}/there/mine.txt`, 'x');
  expect(await mess('notify', 'templates', 'write', `${mess.home}/there`)).not.toMatchObject({
    code: 0,
  });
  await signInAs(mess, 'viewer');
  expect(await mess('notify', 'templates')).toMatchObject({ code: 0 });
  expect(await mess('notify', 'templates', 'set', 'bill.en', path)).toMatchObject({ code: 5 });
});

test('words of which nothing could be left are refused', async () => {
  const mess = await createMess();
  const set = async (words: string, name = 'dues.en') =>
    mess('notify', 'templates', 'set', name, await mess.file('words.txt', words));
  const refused = await set(
    'Subject: {payBy}\n\nPay by {payBy}.\n\nLate: {overdue} of {totalDue}\n',
  );
  expect([refused.code, refused.stderr.split('\n')[0]]).toEqual([
    6,
    `error: ${mess.home}/words.txt, line 1: nothing is left of the subject where its variables have no value; line 3: every line may be left out, since it has a variable that may have no value; at least one has none, or only {name}, {id}, {mess}, {currency}, {branch}, {totalDue}, {asOf}.`,
  ]);
  expect(await getTemplate(mess, 'dues.en')).toMatchObject({ own: false });
  for (const line of ['{name}', 'You owe {currency}{totalDue}.', 'See the board.']) {
    expect((await set(`Subject: {mess} {payBy}\n\n${line}\nPay by {payBy}.\n`)).code).toBe(0);
  }
});

test('who tells a due day that may be over is warned', async () => {
  const mess = await createMess();
  const path = await mess.file('words.txt', 'Subject: a\n\nDear {name}\nPay by {dueDate}.\n');
  expect(await mess('notify', 'templates', 'set', 'bill.hi', path)).toEqual({
    code: 0,
    stdout: `bill.hi has the words of ${path} now.\n`,
    stderr:
      'warning: {dueDate} is told also where that day is over; {payBy} is the same, and its line is left out then.\n',
  });
  expect(await mess('notify', 'templates', 'set', 'bill.hi', path, '--json')).toMatchObject({
    stdout: expect.stringMatching(/"warnings": \[\s*"\{dueDate\} is told also where/),
    stderr: '',
  });
});

test('an amount that goes unsaid with the day beside it is warned of', async () => {
  const mess = await createMess();
  const warned = async (...lines: string[]) => {
    const path = await mess.file(
      'words.txt',
      ['Subject: a', '', 'Dear {name}', ...lines].join('\n'),
    );
    return (await mess('notify', 'templates', 'set', 'bill.hi', path)).stderr;
  };
  expect(await warned('कुल देय: {totalDue}, {payBy} तक')).toBe(
    'warning: Line 4 is left out where {payBy} is empty, and {totalDue} with it.\n',
  );
  expect(await warned('{totalDue} by {payBy}', '{totalDue}, {overdue} late, rest {restBy}')).toBe(
    'warning: Line 4 is left out where {payBy} is empty, and {totalDue} with it.\n' +
      'warning: Line 5 is left out where {overdue} is empty, and {totalDue} with it.\n',
  );
  // One line for who is late and one for who is not, or one for everybody.
  expect(await warned('{totalDue} by {payBy}', '{totalDue}, {overdue} late')).toBe('');
  expect(await warned('{totalDue}', '{totalDue} by {payBy}', 'Late: {overdue}')).toBe('');
});

test('joiners behind a letter are spelling, in a file and in what is sent; elsewhere they hide', async () => {
  const mess = await createMailingMess(1, 'smtp://127.0.0.1:9');
  const words = 'अवन्\u200d, अवन्\u200d वन्\u200cनु, മീ\u200c {name}\u200cको';
  const path = await mess.file('words.txt', `Subject: क्\u200dष\n\n${words}\n`);
  await mess.do(
    `notify templates set bill.en ${path}`,
    'student edit S0001 --name "അവന്\u200d" --quiet',
  );
  const [message] = (
    await mess.json<{ messages: { subject: string; text: string }[] }>(
      ...['notify', 'bills', '2025-05', '--dry-run'],
    )
  ).messages;
  expect(message).toMatchObject({
    subject: 'क्\u200dष',
    text: words.replace('{name}', 'അവന്\u200d'),
  });
  for (const bad of ['a \u200d b', '\u200cab', 'a\u200bb', 'a\u202eb', 'a\u200d\u200d ']) {
    const wrong = await mess.file('bad.txt', `Subject: a\n\n${bad}\n`);
    expect(await mess('notify', 'templates', 'set', 'bill.en', wrong)).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('line 3: has a character that nobody sees'),
    });
  }
});
