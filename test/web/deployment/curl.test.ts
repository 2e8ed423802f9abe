import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';
import { blocksOf } from './serve-page.ts';

const run = promisify(execFile);

test('the six calls of the original are answered as the page shows', async (ctx) => {
  const hasCurl = await run('curl', ['--version']).then(
    () => true,
    () => false,
  );
  if (!hasCurl) ctx.skip('curl is not installed');
  const [block = '', ...others] = await blocksOf('shell-session');
  expect(others).toEqual([]);
  const lines = [...block.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => line);
  expect(lines).toHaveLength(6);
  const { url } = await serveMess(await createMess());
  let token = '';
  let shown = '';
  for (const line of lines) {
    const here = line.replace('http://127.0.0.1:7070', url);
    const { stdout } = await run('bash', ['-c', here], {
      env: { PATH: process.env.PATH, TOKEN: token },
    });
    token = JSON.parse(stdout).access_token ?? token;
    shown += `$ ${line}\n${stdout.replace(token, 'TOKEN')}\n`;
  }
  expect(shown).toBe(block);
});
