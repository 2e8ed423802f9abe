import { expect, test } from 'vitest';
import { displayWidth } from '../../src/output/page/width.ts';
import { listCommands } from '../support/commands.ts';
import { createMess, type TestMess } from '../support/mess.ts';
import { addMay } from '../support/records/month.ts';

function atWidth(mess: TestMess, columns: number) {
  return mess.with({ columns, env: { MESS_HOME: mess.home, NO_COLOR: '1' } });
}

async function createBilledMess(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'student add S099 --name "Lakshmi Narayanan" --branch "Computer Science" --phone 9876543210 --joined 2025-05-02',
    'purchase add --date 2025-06-01 --amount 100 --head Milk --note "a note that goes on for long"',
    'attendance record S099 --month 2025-05 --days 12.5',
    'bill register --month 2025-05 --total 74000 --fixed 12000',
  );
  return mess;
}

const READS = [
  'status',
  'settings',
  'student list',
  'student show S099',
  'attendance show --month 2025-05',
  'attendance imports',
  'purchase list --month 2025-06',
  'bill show --month 2025-05',
  'bill list',
  'bill history --month 2025-05',
  'bill explain S099 --month 2025-05',
  'expenses show S099',
  'month list',
  'audit list',
];

test('at 80 columns all fits, and no word is broken', async () => {
  const mess = await createBilledMess();
  const whole = new Set<string>();
  for (const line of READS) {
    for (const word of (await mess(...line.split(' '))).stdout.split(/\s+/)) whole.add(word);
    const { stdout, stderr } = await atWidth(mess, 80)(...line.split(' '));
    expect([line, stderr]).toEqual([line, '']);
    for (const each of stdout.split('\n')) {
      expect(displayWidth(each), `${line}: ${each}`).toBeLessThanOrEqual(80);
    }
    const broken = stdout.split(/\s+/).filter((word) => !whole.has(word) && !/^─*$/.test(word));
    expect([line, broken]).toEqual([line, []]);
  }
});

test('below 80 columns the least important ones go, and are named', async () => {
  const mess = await createBilledMess();
  const at50 = await atWidth(mess, 50)('bill', 'show', '--month', '2025-05');
  expect(at50.stdout.split('\n').slice(0, 6)).toEqual([
    'Bill of May 2025 (INR, 31 days)',
    '',
    'ID     Name             Days   Dividing     Amount',
    '─────  ──────────────  ─────  ─────────  ─────────',
    'S001   Asha Rao           30  19,220.78  21,620.78',
    'S002   Vikram Shah        28  17,939.39  20,339.39',
  ]);
  expect(at50.stderr).toBe(
    'Not shown: branch, fixed (a wider terminal or\n--format csv has all).\n',
  );
  const at40 = await atWidth(mess, 40)('student', 'list');
  expect(at40.stdout).toContain('\nS099  Lakshmi           Computer Science\n      Narayanan\n');
  expect(at40.stderr).toBe(
    'Not shown: phone, joined, left (a wider\nterminal or --format csv has all).\n',
  );
  const quiet = await atWidth(mess, 40)('student', 'list', '--format', 'table', '--quiet');
  expect(quiet).toEqual({ code: 0, stdout: at40.stdout, stderr: '' });
});

test('a total is shown, however narrow the terminal is', async () => {
  const mess = await createBilledMess();
  await mess.do('purchase add --date 2025-06-01 --amount 2500 --head Gas');
  const { stdout, stderr } = await atWidth(mess, 40)('purchase', 'list', '--month', '2025-06');
  expect(stdout).toContain('\nTotal                  2,600.00\n');
  expect(stderr).toMatch(/^Not shown: note, head total /);
});

test('where the answer is no terminal nothing is left out', async () => {
  const mess = await createBilledMess();
  const { stdout, stderr } = await mess('student', 'list');
  expect(stdout).toContain('S099  Lakshmi Narayanan  Computer Science  9876543210      2025-05-02');
  expect(stderr).toBe('');
});

test('the pages of help fit 80 columns; a long example goes on in the next line', async () => {
  const mess = await createMess();
  const pages = (await listCommands()).map(({ path }) => [...path.split(' '), '--help']);
  const topics = ['exit-codes', 'formats', 'files', 'columns', 'passwords'].map((topic) => [
    'help',
    topic,
  ]);
  for (const words of [['--help'], ['bill', '--help'], ...pages, ...topics]) {
    for (const run of [mess, atWidth(mess, 80)]) {
      const { stdout } = await run(...words);
      const long = stdout.split('\n').filter((line) => displayWidth(line) > 80);
      expect([words, long]).toEqual([words, []]);
    }
  }
  expect((await mess('student', 'add', '--help')).stdout).toContain(
    '  $ mess student add S014 --name "Vikram Shah" --branch ECE \\\n' +
      '      --phone +9779812345678 --joined 2025-05-12\n',
  );
});

test('help has its examples first, and all that every command takes in one line', async () => {
  const mess = await createMess();
  const { stdout } = await mess('bill', 'list', '--help');
  expect(stdout).toBe(
    [
      'Usage: mess bill list [options]',
      '',
      'List the bills, oldest first.',
      '',
      'Examples:',
      '  $ mess bill list',
      '  $ mess bill list --all --json',
      '',
      'Options:',
      '  --all       also those that were voided or superseded',
      '  -h, --help  display help for command',
      '',
      'Also --json, --format, --fields, --output, --quiet, --yes and more: mess --help',
      '',
    ].join('\n'),
  );
});

test('what goes wrong is said in lines of whole words, and a command to be copied on one of its own', async () => {
  const mess = await createBilledMess();
  const again = 'bill register --month 2025-05 --total 74000'.split(' ');
  const { stderr } = await atWidth(mess, 60)(...again);
  expect(stderr.split('\n')).toEqual([
    'error: May 2025 has its bill already.',
    'hint: mess bill show --month 2025-05, or to correct it:',
    '  mess bill revise --month 2025-05 --reason TEXT',
    '',
  ]);
  const file = await mess.file('may.csv', 'student_id,month,days\nS001,2025-05,30.125\n');
  const list = (await atWidth(mess, 60)('attendance', 'import', file)).stderr.split('\n');
  const whole = (await mess('attendance', 'import', file)).stderr;
  expect(whole.split('\n')[0]?.length).toBeGreaterThan(60);
  expect(list.join(' ').replace(/\s+/g, ' ')).toBe(whole.replace(/\s+/g, ' '));
  expect(list.filter((line) => displayWidth(line) > 60 && line.includes(' ', 3))).toEqual([]);
});

test('messages fit 80 columns, and why one was not sent stands below it', async () => {
  const mess = await createBilledMess();
  await mess.do('settings --accounts-from 2025-05 --quiet');
  const reason =
    'https://gateway.example.org/an/address/without/blanks/that/is/wider/than/any/terminal/is/wide has no credit left for this month, ask for more';
  const program = await mess.file('gateway', `#!/bin/sh\necho ${reason} >&2\nexit 75\n`, 0o700);
  expect((await mess('notify', 'bills', '2025-05', '--command', program)).code).toBe(9);
  const { stdout, stderr } = await atWidth(mess, 80)('notify', 'list', '--last', '2');
  expect(stderr).toBe('');
  expect(stdout).toMatchInlineSnapshot(`
    "N  Kind  About    ID    Name               Channel  State   Since
    ─  ────  ───────  ────  ─────────────────  ───────  ──────  ────────────────
    4  bill  2025-05  S004  Dev Anand          program  queued  2025-06-01 12:00
       https://gateway.example.org/an/address/without/blanks/that/is/wider/than/any/
       terminal/is/wide
       has no credit left for this month, ask for more (again after 2025-06-01
       12:01)
    5  bill  2025-05  S099  Lakshmi Narayanan  program  queued  2025-06-01 12:00
       https://gateway.example.org/an/address/without/blanks/that/is/wider/than/any/
       terminal/is/wide
       has no credit left for this month, ask for more (again after 2025-06-01
       12:01)
    "
  `);
  const picked = await atWidth(mess, 80)('notify', 'list', '--fields', 'no,reason,nextTry');
  expect(picked.stdout.split('\n')[0]).toMatch(/^N +Reason +Next try/);
});

test.each([
  ['cron', 6],
  ['messages', 1],
])(
  'the topic %s is as wide as the terminal, but for the lines that cron gets',
  async (topic, count) => {
    const mess = await createMess();
    const { stdout } = await mess('help', topic);
    const jobs = stdout.split('\n').filter((line) => /^ {2}(\w+=|[\d*]+(\/\d)? [\d*])/.test(line));
    expect(jobs).toHaveLength(count);
    for (const columns of [80, 40]) {
      const lines = (await atWidth(mess, columns)('help', topic)).stdout.split('\n');
      expect(lines).toEqual(expect.arrayContaining(jobs));
      const prose = lines.filter((line) => !line.startsWith(' '));
      expect(prose.filter((line) => displayWidth(line) > columns)).toEqual([]);
    }
  },
);

test('a topic of help flows anew where the terminal is narrow', async () => {
  const mess = await createMess();
  const { stdout: narrow } = await atWidth(mess, 40)('help', 'cron');
  expect(narrow.split('\n').slice(0, 3)).toEqual([
    "How cron registers each month's bill",
    'from its purchases, and makes a backup',
    'every night.',
  ]);
});
