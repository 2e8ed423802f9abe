import { readdir, readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { plant } from '../support/books/planted.ts';
import { attachMess, createHome } from '../support/mess.ts';
import {
  ARROW_DOWN,
  CTRL_C,
  CTRL_D,
  CTRL_T,
  createMessNow,
  openTerminal,
  runMess,
  runShell,
} from '../support/process.ts';
import { addMay } from '../support/records/month.ts';
import { OWNER, PASSWORD } from '../support/template.ts';

/** None of its characters appears in anything else that is shown. */
const SECRET = 'ĉŝĝĥĵŭĉŝĝĥĵŭ';
const OF_SECRET = /[ĉŝĝĥĵŭ*]/;

/** An escape that changes how characters look, not where they go. */
const COLOR = /\u001b\[[\d;]*m/;

const ASK_PASSWORD = 'New password of warden (at least 12 characters)';
const ASK_AGAIN = 'The same again';

test('init asks for what it needs, proposing what is usual, and never shows the password', async () => {
  const home = await createHome();
  const terminal = openTerminal(home, 'mess init');
  await terminal.sees('What is the mess called?');
  terminal.types('Ganga Mess\r');
  await terminal.sees('Your id as admin (like warden)');
  terminal.types('warden\r');
  await terminal.sees('Time zone');
  terminal.types('asia/kathmandu\r');
  await terminal.sees('Currency (NPR)');
  terminal.types('\r');
  await terminal.sees(ASK_PASSWORD);
  terminal.types(`${SECRET}\r`);
  await terminal.sees(ASK_AGAIN);
  terminal.types(`${SECRET}\r`);
  await terminal.sees('Ganga Mess is set up (NPR, Asia/Kathmandu)');
  const { code, stdout } = await terminal.ended;
  expect(code).toBe(0);
  expect(stdout).not.toMatch(OF_SECRET);
  const mess = attachMess(home);
  const login = await mess.with({ stdin: SECRET })('admin', 'login', 'warden', '--password-stdin');
  expect(login).toMatchObject({ code: 0, stderr: '' });
});

test('no key makes a hidden prompt show what was typed', async () => {
  const home = await createHome();
  const terminal = openTerminal(
    home,
    'mess init --admin warden --name "Ganga Mess" --timezone UTC --currency INR',
  );
  await terminal.sees(ASK_PASSWORD);
  terminal.types(`${SECRET}${CTRL_T}`);
  terminal.types(`${CTRL_T}\r`);
  await terminal.sees(ASK_AGAIN);
  terminal.types(`${SECRET}${CTRL_T}${CTRL_C}`);
  const { code, stdout } = await terminal.ended;
  expect(code).toBe(130);
  expect(stdout).not.toMatch(OF_SECRET);
});

test('a password that is too short is asked for again, from the beginning', async () => {
  const home = await createHome();
  const terminal = openTerminal(
    home,
    'mess init --admin warden --name "Ganga Mess" --timezone UTC --currency INR',
  );
  await terminal.sees(ASK_PASSWORD);
  terminal.types('short\r');
  await terminal.sees('use at least 12 characters');
  await terminal.sees(ASK_PASSWORD);
  terminal.types(`${PASSWORD}\r`);
  await terminal.sees(ASK_AGAIN);
  terminal.types(`${PASSWORD}\r`);
  await terminal.sees('Ganga Mess is set up');
  expect(await terminal.ended).toMatchObject({ code: 0 });
});

test('a password that is not the same the second time is asked for again', async () => {
  const home = await createHome();
  const terminal = openTerminal(
    home,
    'mess init --admin warden --name "Ganga Mess" --timezone UTC --currency INR',
  );
  await terminal.sees(ASK_PASSWORD);
  terminal.types(`${PASSWORD}\r`);
  await terminal.sees(ASK_AGAIN);
  terminal.types('something else\r');
  await terminal.sees('not the same');
  await terminal.sees(ASK_PASSWORD);
  terminal.types(`${PASSWORD}\r`);
  await terminal.sees(ASK_AGAIN);
  terminal.types(`${PASSWORD}\r`);
  await terminal.sees('Ganga Mess is set up');
  expect(await terminal.ended).toMatchObject({ code: 0 });
});

test.each([
  ['an open prompt', 'mess init', 'What is the mess called?'],
  [
    'a hidden prompt',
    'mess init --admin warden --name "Ganga Mess" --timezone UTC --currency INR',
    ASK_PASSWORD,
  ],
])('Ctrl-C at %s is 130 and leaves nothing but a usable terminal', async (_, init, prompt) => {
  const home = await createHome();
  const terminal = openTerminal(home, `${init}; code=$?; stty -a; exit $code`);
  await terminal.sees(prompt);
  terminal.types(`half an answer${CTRL_C}`);
  await terminal.sees('error: Interrupted. Nothing was changed.');
  const { code, stdout } = await terminal.ended;
  expect(code).toBe(130);
  expect(stdout).toMatch(/ icanon /);
  expect(stdout).toMatch(/ echo /);
  const [showCursor, hideCursor] = ['\u001b[?25h', '\u001b[?25l'];
  expect(stdout.lastIndexOf(showCursor)).toBeGreaterThan(stdout.lastIndexOf(hideCursor));
  expect(await readdir(home)).toEqual([]);
});

test('the end of input at a prompt is an interruption', async () => {
  const home = await createHome();
  const terminal = openTerminal(home, 'mess init');
  await terminal.sees('What is the mess called?');
  terminal.types(CTRL_D);
  await terminal.sees('error: Interrupted. Nothing was changed.');
  expect(await terminal.ended).toMatchObject({ code: 130 });
});

test.each([['NO_COLOR=1 mess init'], ['mess --no-color init']])(
  '%s asks without colour',
  async (init) => {
    const home = await createHome();
    const terminal = openTerminal(home, init);
    await terminal.sees('What is the mess called?');
    terminal.types(CTRL_C);
    const { code, stdout } = await terminal.ended;
    expect(code).toBe(130);
    expect(stdout).not.toMatch(COLOR);
  },
);

test('voiding a bill asks first', async () => {
  const mess = await createMessNow();
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --total 74000');
  const question = 'Void the bill of May 2025, 74,000.00 over 4 students?';
  const answer = async (keys: string) => {
    const terminal = openTerminal(mess.home, 'mess bill void --month 2025-05 --reason mistyped');
    await terminal.sees(question);
    terminal.types(keys);
    return terminal.ended;
  };
  const before = mess.rows('select * from bills');
  const entries = mess.rows('select * from audit_entries');
  // Enter alone is a no.
  for (const keys of ['n\r', '\r', CTRL_C]) {
    const { code, stdout } = await answer(keys);
    expect(code).toBe(130);
    expect(stdout).toContain('Nothing was changed.');
  }
  expect(mess.rows('select * from bills')).toEqual(before);
  expect(mess.rows('select * from audit_entries')).toEqual(entries);
  const { code, stdout } = await answer('y\r');
  expect(code).toBe(0);
  expect(stdout).toContain('Voided the bill of May 2025, 74,000.00 over 4 students.');
  expect(mess.rows('select status, ended_reason from bills')).toEqual([
    { status: 'void', ended_reason: 'mistyped' },
  ]);
});

test('a wrong answer to a question is gone from the line', async () => {
  const mess = await createMessNow();
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --total 74000');
  const terminal = openTerminal(mess.home, 'mess bill void --month 2025-05 --reason mistyped');
  await terminal.sees('over 4 students? (y/N)');
  terminal.types('maybe\r');
  await terminal.sees('answer y or n');
  terminal.types('yes\r');
  expect(await terminal.ended).toMatchObject({ code: 0 });
  expect(mess.rows('select status from bills')).toEqual([{ status: 'void' }]);
});

test('one of a short list is picked by arrows or by its first letters', async () => {
  const mess = await createMessNow();
  const terminal = openTerminal(mess.home, 'mess --no-color purchase add --amount 5');
  // Enter alone is today.
  await terminal.sees('Date (like ');
  terminal.types('\r');
  await terminal.sees('❯ Groceries');
  terminal.types('mi');
  await terminal.sees('❯ Milk');
  terminal.types(`${ARROW_DOWN}\r`);
  await terminal.sees('Note (Enter for none)');
  terminal.types('\r');
  const { code, stdout } = await terminal.ended;
  expect(code).toBe(0);
  expect(stdout).not.toMatch(COLOR);
  expect(stdout).toMatch(/Recorded purchase 1: \d{4}-\d\d-\d\d, Meat and fish, 5\.00\./);
});

test('what is typed into a list takes nothing else', async () => {
  const mess = await createMessNow();
  const terminal = openTerminal(mess.home, 'mess --no-color purchase add --amount 5');
  await terminal.sees('Date (like ');
  terminal.types('\r');
  await terminal.sees('❯ Groceries');
  terminal.types('Eggs\r');
  await terminal.sees('> Eggs is not in the list; for a new head: mess purchase heads add');
  // What was refused is gone; a later word of a name counts too.
  terminal.types('fish');
  await terminal.sees('❯ Meat and fish');
  terminal.types('\r');
  await terminal.sees('Note (Enter for none)');
  terminal.types('\r');
  expect((await terminal.ended).stdout).toMatch(/Recorded purchase 1: .*, Meat and fish, 5\.00\./);
});

test('what is missing of a student is asked for, on standard error', async () => {
  const mess = await createMessNow();
  const terminal = openTerminal(mess.home, 'mess student add --branch CSE > "$MESS_HOME/answer"');
  await terminal.sees('Id (roll number)');
  terminal.types('S 1\r');
  await terminal.sees('not an id; use 1 to 32 letters');
  // What was refused is gone from the prompt.
  terminal.types('S1\r');
  await terminal.sees('Name');
  terminal.types('सीता देवी\r');
  await terminal.sees('Phone');
  terminal.types('98765 43210\r');
  await terminal.sees('Joined on (like ');
  terminal.types('always\r');
  expect(await terminal.ended).toMatchObject({ code: 0 });
  expect(await readFile(join(mess.home, 'answer'), 'utf8')).toBe('Added S1 (सीता देवी).\n');
  expect(mess.rows('select id, name, branch, phone from students')).toEqual([
    { id: 'S1', name: 'सीता देवी', branch: 'CSE', phone: '9876543210' },
  ]);
});

test('signing in asks for what is secret without showing it', async () => {
  const mess = await createMessNow();
  await mess.do('student add S1 --name "Asha Rao" --branch CSE --phone 9876543210');
  const student = openTerminal(mess.home, 'mess student login');
  await student.sees('Id');
  student.types('S1\r');
  // A student at the manager's machine.
  await student.sees('End the session of warden');
  student.types('y\r');
  await student.sees('Phone number');
  student.types('98765 43210\r');
  await student.sees('Signed in as S1 (student)');
  expect((await student.ended).stdout).not.toContain('98765');
  const admin = openTerminal(mess.home, `mess admin login ${OWNER}`);
  await admin.sees('End the session of S1');
  admin.types('y\r');
  for (const again of ['Once more:', 'Once more:', 'hint: try again: mess admin login']) {
    await admin.sees('Password');
    admin.types(`${SECRET}\r`);
    await admin.sees('The id or the password is wrong, or the admin is disabled.');
    await admin.sees(again);
  }
  const { code, stdout } = await admin.ended;
  expect(code).toBe(4);
  expect(stdout).not.toMatch(OF_SECRET);
});

test('a secret that was mistyped is asked for again, until the next would have to wait for long', async () => {
  const mess = await createMessNow();
  await mess.do('student add S1 --name "Asha Rao" --branch CSE --phone 9876543210');
  await mess.do('admin logout');
  const student = openTerminal(mess.home, 'mess student login S1');
  await student.sees('Phone number');
  student.types('98765 43211\r');
  await student.sees('The id or the phone number is wrong. Once more:');
  await student.sees('Phone number');
  // A second has to pass, which the program lets pass by itself.
  student.types('98765 43210\r');
  await student.sees('Signed in as S1 (student)');
  await student.ended;
  await mess.do('student logout');

  plant(mess, [
    [
      'insert into sign_in_attempts (kind, id_key, place, failures, last_failed_at) values (?, ?, ?, ?, ?)',
      ...['admin', OWNER, `${userInfo().username}@${hostname()}`, 9, new Date().toISOString()],
    ],
  ]);
  const admin = openTerminal(mess.home, `mess admin login ${OWNER}`);
  await admin.sees('Password');
  admin.types(`${PASSWORD}\r`);
  await admin.sees('error: Signing in as warden failed 9 times from here');
  expect(await admin.ended).toMatchObject({ code: 4 });
});

test.each([[80], [60]])('a question is broken between words at %i columns', async (columns) => {
  const mess = await createMessNow();
  const terminal = openTerminal(
    mess.home,
    `stty cols ${columns}; mess --no-color admin disable ${OWNER}`,
  );
  await terminal.sees('(y/N)');
  terminal.types('n\r');
  const { stdout } = await terminal.ended;
  const lines = {
    80: '? Disable yourself, warden? You are signed out at once, and only\n  another owner can let you in again. (y/N)',
    60: '? Disable yourself, warden? You are signed out\n  at once, and only another owner can let you in\n  again. (y/N)',
  }[columns];
  expect(stripVTControlCharacters(stdout).replaceAll('\r\n', '\n')).toContain(lines);
});

test('a role is picked from what each may do, and a password asked for by its owner', async () => {
  const mess = await createMessNow();
  const terminal = openTerminal(mess.home, 'mess --no-color admin add meera');
  await terminal.sees('? Role');
  await terminal.sees('❯ viewer: reads, changes nothing');
  await terminal.sees('clerk: enters, undoes nothing');
  await terminal.sees('manager: roll, purchases, bills');
  await terminal.sees('owner: also admins, settings');
  terminal.types('\r');
  await terminal.sees('New password of meera (at least 12 characters)');
  terminal.types(`${SECRET}\r`);
  await terminal.sees(ASK_AGAIN);
  terminal.types(`${SECRET}\r`);
  await terminal.sees('Added the viewer meera.');
  expect(await terminal.ended).toMatchObject({ code: 0 });
});

test('a file that is there is replaced only after a yes', async () => {
  const mess = await createMessNow();
  const path = await mess.file('admins.csv', 'mine\n');
  const answer = async (keys: string) => {
    const terminal = openTerminal(mess.home, `mess admin list --output "${path}"`);
    await terminal.sees('is there already. Replace it?');
    terminal.types(keys);
    return (await terminal.ended).code;
  };
  expect(await answer('n\r')).toBe(130);
  expect(await readFile(path, 'utf8')).toBe('mine\n');
  expect(await answer('y\r')).toBe(0);
  expect(await readFile(path, 'utf8')).toMatch(/^id,role,.*\nwarden,owner,.*\n$/);
});

const ADD_EXAMPLE = 'mess student add S001 --name "Asha Rao" --branch CSE --phone 9876543210';

/** Command lines that would ask, and what they say where they may not. */
const INCOMPLETE = [
  ['init --db fresh.db', '--admin is missing.', 'give --admin <ID>: the id of the first admin'],
  [
    'init --db fresh.db --admin warden',
    'The password is missing.',
    'give --password-stdin or --password-file FILE',
  ],
  [
    'admin login',
    'The id of the admin is missing.',
    'mess admin list shows it; like: mess admin login warden',
  ],
  [
    `admin login ${OWNER}`,
    'The password is missing.',
    'give --password-stdin or --password-file FILE',
  ],
  ['student add', 'The id (roll number) is missing.', `like: ${ADD_EXAMPLE}`],
  [
    'student add S1 --name A --phone 9876543210',
    '--branch is missing.',
    'give --branch <BRANCH>: the branch or department',
  ],
  [
    'student login S001',
    'The phone number is missing.',
    'give --phone-stdin: read the phone number from standard input',
  ],
  [
    'bill void --month 2025-05',
    '--reason is missing.',
    'give --reason <TEXT>: why; students read it, beside their share',
  ],
  [
    'bill void --month 2025-05 --reason mistyped',
    'Void the bill of May 2025, 74,000.00 over 4 students? Nobody can be asked here.',
    'give --yes if you are sure',
  ],
] as const;

test('--no-input at a terminal, and no terminal, name what is missing instead', async () => {
  const mess = await createMessNow();
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --total 74000');
  for (const [line, sentence, hint] of INCOMPLETE) {
    const stderr = `error: ${sentence}\nhint: ${hint}\n`;
    const result = await runMess(mess.home, line.split(' '));
    expect({ line, ...result }).toMatchObject({ line, code: 2, stdout: '', stderr });
  }
  const lines = INCOMPLETE.map(([line]) => `mess --no-color --no-input ${line}; echo $?`);
  const { stdout } = await openTerminal(mess.home, lines.join('\n')).ended;
  expect(stdout.replaceAll('\r\n', '\n')).toBe(
    INCOMPLETE.map(([, sentence, hint]) => `error: ${sentence}\nhint: ${hint}\n2\n`).join(''),
  );
  expect(mess.rows('select status from bills')).toEqual([{ status: 'live' }]);
});

test('a prompt needs a terminal on both sides', async () => {
  const { home } = await createMessNow();
  const missing = `error: The id (roll number) is missing.\nhint: like: ${ADD_EXAMPLE}\n`;
  const answers = await openTerminal(home, 'mess --no-color student add </dev/null').ended;
  expect([answers.code, answers.stdout.replaceAll('\r\n', '\n')]).toEqual([2, missing]);
  const questions = await openTerminal(home, 'mess student add 2> "$MESS_HOME/stderr"').ended;
  expect([questions.code, questions.stdout]).toEqual([2, '']);
  expect(await readFile(join(home, 'stderr'), 'utf8')).toBe(missing);
  expect(await runShell(home, 'echo S1 | mess student add')).toMatchObject({ code: 2 });
});
