import { expect, test } from 'vitest';
import { listCommands } from '../support/commands.ts';
import { attachMess, createHome } from '../support/mess.ts';

test('every command has a description and an example of itself, and so has each option', async () => {
  const mess = attachMess(await createHome());
  const commands = (await listCommands()).map(({ path, command }) => ({
    path: `mess ${path}`,
    command,
  }));
  expect(commands.length).toBeGreaterThan(25);
  for (const { path, command } of commands) {
    const help = await mess(...path.split(' ').slice(1), '--help');
    expect(help.code, path).toBe(0);
    expect(command.summary(), path).not.toBe('');
    expect(help.stdout.split('Examples:')[1] ?? '', path).toContain(`$ ${path}`);
    for (const option of command.options) {
      expect(option.description, `${path} ${option.flags}`).not.toBe('');
    }
  }
});

test('bare mess, a bare noun and help are answers', async () => {
  const mess = attachMess(await createHome());
  for (const args of [
    [],
    ['bill'],
    ['admin', 'token'],
    ['help'],
    ['help', 'bill'],
    ['help', 'bill', 'register'],
  ]) {
    const { code, stdout, stderr } = await mess(...args);
    expect([code, stderr], args.join(' ')).toEqual([0, '']);
    expect(stdout).toContain('Usage: mess');
  }
  const topics = ['exit-codes', 'formats', 'files', 'columns', 'passwords', 'messages', 'cron'];
  for (const topic of topics) {
    expect((await mess('help', topic)).code).toBe(0);
  }
  const unknown = await mess('help', 'cooking');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('There is no help on cooking.');
});
