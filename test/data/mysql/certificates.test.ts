import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';

test('what is no file with certificates is said before any server is asked', async () => {
  const mess = await createMess();
  const pipe = join(mess.home, 'pipe');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  for (const [path, why] of [
    ['/nowhere/ca.pem', 'there is no such file or folder'],
    [mess.home, 'it is a folder'],
    [pipe, 'it is no file, or too large for one with certificates'],
    [await mess.file('empty.pem', 'no certificate\n'), 'there is none in it'],
    [await mess.file('broken.pem', damaged), 'one is damaged'],
  ] as const) {
    const database = `mysql://mess@127.0.0.1:1/mess?tls=on&ca=${path}`;
    expect(await mess('status', '--db', database)).toEqual({
      code: 9,
      stdout: '',
      stderr: `error: The certificates in ${path} cannot be read: ${why}.\nhint: correct ca=FILE in the address of the database\n`,
    });
  }
});
