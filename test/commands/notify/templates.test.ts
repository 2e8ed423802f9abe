import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
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
