import { expect, test } from 'vitest';
import { listOtherWords } from '../../src/commands/hints/other-words.ts';
import { listCommands } from '../support/commands.ts';
import { attachMess, createHome, createMess } from '../support/mess.ts';
import { addMay } from '../support/records/month.ts';

test('what people type for what has another name leads there', async () => {
  const mess = attachMess(await createHome());
  const paths = (await listCommands()).map(({ path }) => path);
  for (const [words, hint] of listOtherWords()) {
    expect(paths, `mess ${words} is a command`).not.toContain(words);
    const { code, stdout, stderr } = await mess(...words.split(' '));
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: There is no command mess ${words}.\nhint: ${hint}\n`,
    });
    // Each command that is named is one.
    for (const [, named = ''] of hint.matchAll(/mess ((?:[a-z-]+ ?)+)/g)) {
      const known = paths.some((path) => `${named} `.startsWith(`${path} `));
      const isOther = /^(--|keeps|help)/.test(named);
      expect([hint, named, known || isOther]).toEqual([hint, named, true]);
    }
  }
});

test('a mistyped command is told the nearest one, of a noun and of help too', async () => {
  const mess = attachMess(await createHome());
  for (const [line, hint] of [
    ['student shwo', 'did you mean mess student show?'],
    ['purchase heads lst', 'did you mean mess purchase heads list?'],
    ['bil', 'did you mean mess bill?'],
    ['help bil', 'did you mean mess help bill?'],
    ['help bill regster', 'did you mean mess help bill register?'],
    ['help password', 'did you mean mess help passwords?'],
    ['help exit-code', 'did you mean mess help exit-codes?'],
    ['bill xyzzy', 'mess bill --help'],
    ['add student S006', 'did you mean mess student add?'],
    ['student list --csv', 'for CSV: --format csv'],
    ['dues S001', 'mess dues show S001'],
    ['dues S001 --quiet', 'mess dues show S001 --quiet'],
    ['payment S001 500', 'mess payment record S001 --amount 500'],
    ['payment 220101 500.50', 'mess payment record 220101 --amount 500.50'],
    ['payment 2025-26/0001', 'mess payment show 2025-26/0001'],
    ['bill oct', 'mess bill show --month oct'],
    ['bill 2025-10 2025-11', 'mess bill --help'],
    ['student S001', 'mess student show S001'],
    ['student Asha', 'mess student --help'],
    ['attendance S001 20 oct', 'mess attendance record S001 --days 20 --month oct'],
    ['charge S001', 'mess charge list --student S001'],
    ['opening S001 -500', 'mess opening set S001 --amount=-500'],
    ['month 2025-05', 'mess month --help'],
    ['payment record S003 2906.29', 'if it is what --amount is for: --amount 2906.29'],
    ['attendance record S003 21.5', 'if it is what --days is for: --days 21.5'],
    [
      'student edit S1 --name Asha Rao',
      "a value of several words goes in quotes: --name 'Asha Rao'",
    ],
    [
      'attendance record S1 may more --days 3',
      'say what it is (--month <MONTH>, --days <DAYS>), and put a value of several words in quotes',
    ],
  ] as const) {
    const { code, stderr } = await mess(...line.split(' '));
    expect([line, code, stderr.split('\n')[1]]).toEqual([line, 2, `hint: ${hint}`]);
  }
});

test('what is missing is said with its choices or an example', async () => {
  const mess = attachMess(await createHome());
  await mess.with({ stdin: 'a long enough password' })('init', '--admin', 'w', '--password-stdin');
  await mess.with({ stdin: 'a long enough password' })('admin', 'login', 'w', '--password-stdin');
  for (const [line, hint] of [
    ['student show', 'mess student list shows it; like: mess student show S001'],
    ['attendance undo', 'mess attendance imports shows it; like: mess attendance undo 3'],
    ['purchase heads add Eggs', 'give --kind <KIND>: dividing (food) or fixed (wages, gas)'],
    [
      'student add',
      'like: mess student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
    ],
    ['completion', 'there is bash, zsh, fish; like: source <(mess completion bash)'],
    ['config set database', 'like: mess config set database ~/mess/mess.db'],
    ['bill show', 'give -m, --month <MONTH>: the month, like 2025-05, 05/2025 or May 2025'],
  ] as const) {
    const { code, stderr } = await mess(...line.split(' '));
    expect([line, code, stderr.split('\n')[1]]).toEqual([line, 2, `hint: ${hint}`]);
  }
});

test('a month is understood without its option, where it can be nothing else', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('bill register 2025-05 --total 74000');
  const shown = await mess('bill', 'show', '--month', '2025-05');
  expect(shown.code).toBe(0);
  for (const words of [['2025-05'], ['-m', '2025-05'], ['May 2025']]) {
    expect(await mess('bill', 'show', ...words)).toEqual(shown);
  }
  expect(await mess('bill', 'show', '2025-05', '-m', '2025-06')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: The month is given twice.\nhint: give it once\n',
  });
  const { code, stderr } = await mess('bill', 'show', 'May', '2025');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'error: mess bill show cannot use: 2025.\nhint: say what it is (--month <MONTH>, --revision <N>), and put a value of several words in quotes\n',
  });
  expect((await mess('db', 'restore', 'a.backup', 'b.backup')).stderr).toBe(
    'error: mess db restore cannot use: b.backup.\nhint: give one file at a time, and a name with blanks in quotes; all else has an option: mess db restore --help\n',
  );
});

test('an amount may be typed as it is written, in the mess’s own currency', async () => {
  const mess = await createMess();
  const add = (amount: string) =>
    mess('purchase', 'add', '--date', '2025-05-03', '--head', 'Gas', '--amount', amount, '--json');
  for (const amount of ['3,150/-', 'Rs. 3,150', '₹3150', 'INR 3,150.00', 'rs3150/-', '3150']) {
    const { code, stdout } = await add(amount);
    expect([amount, code]).toEqual([amount, 0]);
    expect(JSON.parse(stdout)).toMatchObject({ amount: '3150.00' });
  }
  for (const amount of ['$3150', 'about 3150', '-5', 'Rs', '3150 Rs', '3,15', '1e3']) {
    expect([amount, await add(amount)]).toEqual([amount, expect.objectContaining({ code: 2 })]);
  }
  const { stderr } = await mess(
    'purchase',
    'add',
    '--date',
    '2025-05-03',
    '--head',
    'Gas',
    '--amount',
    '$5',
  );
  expect(stderr).toMatch(/^error: --amount: \$ is no sign of INR, the mess's currency/);
});
