import { expect, test } from 'vitest';
import type { TestMess } from '../support/mess.ts';
import { CTRL_C, createMessNow, openTerminal } from '../support/process.ts';
import { insertStudents } from '../support/records/students.ts';

/** Puts a mark before each line that goes through it. */
const MARK = "sed 's/^/paged: /'";

/** At a terminal of 40 lines. */
async function show(mess: TestMess, script: string, env: Record<string, string> = {}) {
  const { code, stdout } = await openTerminal(mess.home, script, {
    env: { NO_COLOR: '1', ...env },
  }).ended;
  return { code, lines: stdout.replaceAll('\r\n', '\n').split('\n').slice(0, -1) };
}

async function createLongMess(students: number): Promise<TestMess> {
  const mess = await createMessNow();
  const ids = Array.from({ length: students }, (_, n) => `S${String(n + 1).padStart(4, '0')}`);
  insertStudents(
    mess,
    ids.map((id) => ({ id, name: 'Asha Rao' })),
  );
  return mess;
}

test('an answer that is longer than the terminal goes through the pager, in every format', async () => {
  const mess = await createLongMess(60);
  for (const line of ['student list', 'student list --json', 'student list --format csv']) {
    const whole = (await mess(...line.split(' '))).stdout.split('\n').slice(0, -1);
    const { code, lines } = await show(mess, `mess ${line}`, { PAGER: MARK });
    expect({ line, code, lines }).toEqual({
      line,
      code: 0,
      lines: whole.map((l) => `paged: ${l}`),
    });
  }
  const help = await show(mess, 'stty rows 20; mess bill register --help', { PAGER: MARK });
  expect(help.lines[0]).toBe('paged: Usage: mess bill register [options] [MONTH]');
  const topic = await show(mess, 'stty rows 10; mess help files', {
    MESS_PAGER: MARK,
    PAGER: 'no',
  });
  expect(topic.lines[0]).toBe('paged: Where mess keeps things:');
});

test('a short one does not, nor any where no pager is wanted or there is none', async () => {
  const mess = await createLongMess(60);
  const whole = (await mess('student', 'list')).stdout.split('\n').slice(0, -1);
  const list = 'mess student list';
  for (const [script, env] of [
    [`${list} --no-pager`, { PAGER: MARK }],
    [`${list} | cat`, { PAGER: MARK }],
    [list, { PAGER: MARK, MESS_PAGER: '' }],
    [list, { PAGER: 'cat' }],
    [list, { PAGER: MARK, TERM: 'dumb' }],
    [list, { PAGER: 'no-such-program -x' }],
  ] as const) {
    const shown = await show(mess, script, env);
    expect({ script, env, ...shown }).toEqual({ script, env, code: 0, lines: whole });
  }
  const short = await show(mess, 'mess admin list', { PAGER: MARK });
  expect(short.lines[0]).toBe('ID      Role   Status');
});

test('a pager that is closed early is no error', async () => {
  // More than the pipe to it holds.
  const mess = await createLongMess(5000);
  expect(await show(mess, 'mess student list --json', { PAGER: 'head -1' })).toEqual({
    code: 0,
    lines: ['['],
  });
});

test('Ctrl-C is for the pager, and what there was no room for is said when it is over', async () => {
  const mess = await createLongMess(5000);
  const script = 'trap : INT; stty cols 30; mess student list; echo "ended with $?"';
  const terminal = openTerminal(mess.home, script, { env: { NO_COLOR: '1' } });
  await terminal.sees('S0001');
  await terminal.sees('q: back');
  terminal.types(CTRL_C);
  // What is typed while less still draws, it may drop: a person types it again.
  const again = setInterval(() => terminal.types(' '), 200);
  await terminal.sees('S0040').finally(() => clearInterval(again));
  terminal.types('q');
  await terminal.sees('Not shown: ');
  await terminal.sees('ended with 0');
  expect((await terminal.ended).code).toBe(0);
});

test('after a question the keys are those of the pager', async () => {
  const mess = await createLongMess(60);
  await mess.do('attendance record S0001 --month 2025-05 --days 3');
  await mess.do('bill register --month 2025-05 --total 100');
  const script = 'mess bill show; echo "ended with $?"';
  const terminal = openTerminal(mess.home, script, { env: { NO_COLOR: '1' } });
  await terminal.sees('Month');
  terminal.types('2025-05\r');
  await terminal.sees('q: back');
  terminal.types('q');
  await terminal.sees('ended with 0');
  expect((await terminal.ended).code).toBe(0);
});
