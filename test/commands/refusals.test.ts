import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { listCommandLines } from '../support/commands.ts';
import { createMess } from '../support/mess.ts';
import { addFourStudents, signInStudent } from '../support/records/month.ts';

/** What needs no sign-in. */
const OPEN = [
  'init',
  'admin login',
  'admin logout',
  'admin recover',
  'student login',
  'student logout',
  'db status',
  'db migrate',
  'db restore',
  'serve',
  'doctor',
  'config list',
  'config get',
  'config set',
  'completion',
  'help',
];
/** What a student may do too, with what is their own. */
const OWN = [
  'whoami',
  'bill explain',
  'expenses show',
  'dues show',
  'payment receipt',
  'payment claims add',
  'report student',
  'session list',
  'session revoke',
];

test('who is not signed in, or may not, is refused before anything is asked', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const output = await mess.file('there.txt', 'precious');
  const run = mess.with({ answers: [] });
  const lines = (await listCommandLines()).filter(({ path }) => !OPEN.includes(path));
  const codesOf = async (whose: typeof lines) => {
    const codes: Record<string, number> = {};
    for (const { path, words } of whose) {
      const { code, stdout, stderr } = await run(...words, '--output', output);
      codes[path] = code;
      expect(`${stdout}${stderr}`, path).toMatch(/^error: (A student may not|Nobody is signed in)/);
    }
    return codes;
  };
  const all = (code: number, whose: typeof lines) =>
    Object.fromEntries(whose.map(({ path }) => [path, code]));

  await signInStudent(mess, 'S001', '9876543210');
  const others = lines.filter(({ path }) => !OWN.includes(path));
  expect(await codesOf(others)).toEqual(all(5, others));
  await mess.do('student logout');
  expect(await codesOf(lines)).toEqual(all(4, lines));
  expect(await readFile(output, 'utf8')).toBe('precious');
});

test('what the command line alone shows to be wrong is said first, also to who is not signed in', async () => {
  const mess = await createMess();
  await mess.do('admin logout');
  for (const [line, sentence] of [
    [
      'bill register --total 1 --from-purchases',
      '--from-purchases and --total exclude each other.',
    ],
    ['bill revise --fixed 1 --from-purchases', '--from-purchases and --fixed exclude each other.'],
    ['month close --reason vacation', '--reason belongs to --as-is.'],
    ['db backup -', 'FILE: a backup goes to a file, not to standard output.'],
    ['db copy --to mysql://a:secret@localhost/b', '--to: a password on the command line'],
    ['db import-original hostel.db', 'SOURCE: the original service keeps its data on a server'],
    ['student list --output roll.xlsx', '--output roll.xlsx: mess writes no workbook'],
  ] as const) {
    const { code, stderr } = await mess(...line.split(' '));
    expect({ line, code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`error: ${sentence}`),
    });
  }
});
