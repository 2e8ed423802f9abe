import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listCommands } from '../support/commands.ts';
import { attachMess, createHome } from '../support/mess.ts';

test('every command is in the README, and has a description and an example of itself', async () => {
  const mess = attachMess(await createHome());
  const readme = readFileSync('README.md', 'utf8');
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
    expect(readme, `the README on ${path}`).toContain(`\`${path}`);
    for (const option of command.options) {
      expect(option.description, `${path} ${option.flags}`).not.toBe('');
      if (option.long)
        expect(readme, `the README on ${path} ${option.long}`).toContain(option.long);
    }
  }
});

test('the list of commands is the whole surface', async () => {
  expect((await listCommands()).map(({ path }) => `mess ${path}`)).toMatchInlineSnapshot(`
    [
      "mess init",
      "mess status",
      "mess whoami",
      "mess admin login",
      "mess admin logout",
      "mess admin list",
      "mess admin add",
      "mess admin edit",
      "mess admin disable",
      "mess admin enable",
      "mess admin passwd",
      "mess admin token create",
      "mess admin token list",
      "mess admin token revoke",
      "mess student add",
      "mess student import",
      "mess student list",
      "mess student show",
      "mess student edit",
      "mess student remove",
      "mess student restore",
      "mess student login",
      "mess student logout",
      "mess attendance record",
      "mess attendance import",
      "mess attendance imports",
      "mess attendance undo",
      "mess attendance show",
      "mess attendance template",
      "mess purchase add",
      "mess purchase import",
      "mess purchase list",
      "mess purchase void",
      "mess purchase heads list",
      "mess purchase heads add",
      "mess purchase heads rename",
      "mess bill register",
      "mess bill show",
      "mess bill list",
      "mess bill history",
      "mess bill explain",
      "mess bill revise",
      "mess bill void",
      "mess month close",
      "mess month reopen",
      "mess month list",
      "mess expenses show",
      "mess audit list",
      "mess settings",
      "mess db status",
      "mess db migrate",
      "mess db backup",
      "mess db restore",
      "mess db copy",
      "mess db verify",
      "mess db import-original",
      "mess help",
    ]
  `);
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
  for (const topic of ['exit-codes', 'formats', 'files', 'cron']) {
    expect((await mess('help', topic)).code).toBe(0);
  }
  const unknown = await mess('help', 'cooking');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('There is no help on cooking.');
});
