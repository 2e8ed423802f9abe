import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createMess, splitWords, type TestMess } from '../../support/mess.ts';
import { trySignIn } from '../../support/records/sign-in.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

const NEW = 'an owner who is back';

/** The lines of the section of the manual, of the shell that a person types them into. */
async function readManual(): Promise<string[]> {
  const page = await readFile('docs/forgotten-passwords.md', 'utf8');
  const [, section = ''] = /\n## The only owner forgot it\n([\s\S]*?)\n## /.exec(page) ?? [];
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  return block
    .trim()
    .split('\n')
    .map((line) => line.replace(/ *#.*$/, ''));
}

/** At a terminal, as long as there is something to type. */
function type(mess: TestMess, line: string, answers: (string | boolean)[]) {
  const [program, ...words] = splitWords(line);
  expect(program).toBe('mess');
  return mess.with({ answers, columns: 100 })(...words);
}

test('the only owner, signed in nowhere, is let in again by the manual alone', async () => {
  const mess = await createMess();
  await mess.do('admin logout');
  const [recover = '', login = '', ...more] = await readManual();
  expect(more).toEqual([]);

  // Who does not know the id either picks it.
  const made = await type(mess, recover, [OWNER, true]);
  expect(made.code).toBe(0);
  const code = made.stdout.trim();
  const came = await type(mess, login.replace('ID', OWNER), [code, NEW, NEW]);
  expect(came).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Signed in as warden (owner)'),
  });
  expect(await mess.json('whoami')).toMatchObject({ id: OWNER, role: 'owner' });
  await mess.do('student add S001 --name A --branch B --phone 9876543210', 'admin logout');

  expect((await trySignIn(mess, OWNER, PASSWORD)).code).toBe(4);
  mess.now = new Date(mess.now.getTime() + 1000);
  expect((await trySignIn(mess, OWNER, code)).code).toBe(4);
  mess.now = new Date(mess.now.getTime() + 2000);
  expect((await trySignIn(mess, OWNER, NEW)).code).toBe(0);
});
