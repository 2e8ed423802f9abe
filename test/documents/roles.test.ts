import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADMIN_ROLES } from '../../src/domain/access/admin.ts';
import { TOKEN_RIGHTS } from '../../src/domain/access/service-token.ts';
import { listCommandLines } from '../support/commands.ts';
import { createHome, createMess, type Result, type TestMess } from '../support/mess.ts';
import { addFourStudents } from '../support/records/month.ts';
import { addAdmin, trySignIn, tryStudentSignIn } from '../support/records/sign-in.ts';
import { expectMade } from './expect-made.ts';

/** What one command lets some do and others not, by what it is given. */
const PARTS: readonly { readonly path: string; readonly line: string }[] = [
  { path: 'settings (changing them)', line: 'settings --admin-idle 40' },
  { path: "admin passwd (another one's)", line: 'admin passwd nobody' },
  { path: "expenses show (another one's)", line: 'expenses show S002' },
];

const SECRET = 'another good password';

/** Comes to the mess so that the next command line is theirs; gives the environment for it. */
type Person = () => Promise<NodeJS.ProcessEnv>;

/** A session that is kept, to come back to: some commands end it. */
async function keep(mess: TestMess, signIn: () => Promise<Result>): Promise<Person> {
  // Else the session of whoever came before would end with the sign-in.
  await rm(mess.sessionPath);
  const { code, stderr } = await signIn();
  if (code !== 0) throw new Error(stderr);
  const session = await readFile(mess.sessionPath, 'utf8');
  return async () => {
    await writeFile(mess.sessionPath, session, { mode: 0o600 });
    return { MESS_HOME: mess.home };
  };
}

/** Every kind of person that there is, in the order of the table. */
async function gather(mess: TestMess): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  for (const role of ADMIN_ROLES) {
    if (role !== 'owner') await addAdmin(mess, role, role, SECRET);
  }
  const secrets = new Map<string, string>();
  for (const right of TOKEN_RIGHTS) {
    const create = ['admin', 'token', 'create', right, '--may', right];
    secrets.set(right, (await mess.json<{ token: string }>(...create)).token);
  }
  for (const role of [...ADMIN_ROLES].reverse()) {
    const signIn = () => (role === 'owner' ? trySignIn(mess) : trySignIn(mess, role, SECRET));
    people.set(role, await keep(mess, signIn));
  }
  for (const [right, MESS_TOKEN] of secrets) {
    people.set(right, async () => ({ MESS_HOME: mess.home, MESS_TOKEN }));
  }
  const student = await keep(mess, () => tryStudentSignIn(mess, 'S001', '9876543210'));
  return people.set('student', student);
}

/** Whether a command line gets past the question who may. */
async function isLetIn(mess: TestMess, words: readonly string[], env: NodeJS.ProcessEnv) {
  const line = words.map((word) => (word === 'mess.backup' ? join(mess.home, word) : word));
  const { code, stderr } = await mess.with({ env, answers: [] })(...line);
  const isRefused = code === 5 || (code === 4 && /^error: Nobody is signed in/.test(stderr));
  expect(stderr, words.join(' ')).not.toContain('session is over');
  return !isRefused;
}

/** For each command who may: run by each, in a mess of their own. */
async function table(): Promise<string[][]> {
  const all = await listCommandLines();
  const lines = [...all, ...PARTS.map(({ path, line }) => ({ path, words: line.split(' ') }))];
  const rows = new Map(lines.map(({ path }) => [path, [] as string[]]));
  const home = await createHome();
  const first = await createMess();
  await first.do('admin logout');
  for (const { path, words } of lines) {
    const free = await isLetIn(first, words, { MESS_HOME: path === 'init' ? home : first.home });
    if (free) rows.get(path)?.push('nobody');
  }
  for (const name of [...[...ADMIN_ROLES].reverse(), ...TOKEN_RIGHTS, 'student']) {
    const mess = await createMess();
    await addFourStudents(mess);
    const person = (await gather(mess)).get(name);
    for (const { path, words } of lines) {
      if (rows.get(path)?.includes('nobody')) continue;
      const env = (await person?.()) ?? {};
      if (await isLetIn(mess, words, env)) rows.get(path)?.push(name);
    }
  }
  const order = lines.map(({ path }) => path).sort((a, b) => (a < b ? -1 : 1));
  return order.map((path) => [path, ...(rows.get(path) ?? [])]);
}

test('the table of roles is what every command says to everybody', async () => {
  const rows = await table();
  const yes = (who: readonly string[], name: string) => (who.includes(name) ? 'yes' : '');
  const roles = [...ADMIN_ROLES].reverse();
  const cells = rows
    .filter(([, ...who]) => !who.includes('nobody'))
    .map(([path, ...who]) => [
      `\`${path?.replace(/ \(.*/, '')}\`${/ \(.*/.exec(path ?? '')?.[0] ?? ''}`,
      ...roles.map((role) => yes(who, role)),
      TOKEN_RIGHTS.filter((right) => who.includes(right)).join(', '),
      yes(who, 'student'),
    ]);
  const free = rows.filter(([, ...who]) => who.includes('nobody')).map(([path]) => `\`${path}\``);
  const head = ['command', ...roles, 'service token', 'student'];
  const lines = [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`);
  await expectMade(
    'docs/roles.md',
    'every command, run as everybody',
    [...lines, '', `These need no sign-in: ${free.join(', ')}.`].join('\n'),
  );
});
