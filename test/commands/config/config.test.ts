import { chmod, lstat, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMailingMess } from '../../support/mail/students.ts';
import { attachMess, createHome } from '../../support/mess.ts';
import { createAuthority } from '../../support/server/certificates.ts';

const URL = 'mysql://app:s%40same@db.example.org:3307/mess?ca=/etc/ca.pem';
const SHOWN = 'mysql://app@db.example.org:3307/mess?ca=/etc/ca.pem';

/** A home with nothing in it, and its config file. */
async function createPlace() {
  const home = await createHome();
  const config = join(home, 'config.json');
  return {
    home,
    config,
    mess: attachMess(home),
    read: async () => JSON.parse(await readFile(config, 'utf8')),
    modeOf: async () => (await stat(config)).mode & 0o777,
  };
}

test('what counts is the option, else the environment, else the file, else the default', async () => {
  const { home, config, mess } = await createPlace();
  const listed = async (env: Record<string, string> = {}, ...args: string[]) => {
    const run = mess.with({ env: { MESS_HOME: home, ...env } });
    const { code, stdout, stderr } = await run('config', 'list', '--json', ...args);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  };
  const path = join(home, 'mess.db');
  expect(await listed()).toEqual([{ key: 'database', value: path, origin: 'default', from: null }]);
  expect(await mess('config', 'get', 'database')).toEqual({
    code: 0,
    stdout: `${path}\n`,
    stderr: `It is the default: ${config} does not set it.\n`,
  });
  await mess.file('config.json', JSON.stringify({ database: 'other/mess.db' }));
  const inFile = { value: join(home, 'other/mess.db'), origin: 'file', from: config };
  expect(await listed()).toEqual([{ key: 'database', ...inFile }]);
  const from = 'MESS_DATABASE_URL';
  expect(await listed({ [from]: URL })).toEqual([
    { key: 'database', value: SHOWN, origin: 'environment', from },
  ]);
  expect(await listed({ [from]: URL }, '--db', '/srv/a.db')).toEqual([
    { key: 'database', value: '/srv/a.db', origin: 'option', from: '--db' },
  ]);
  const got = await mess.with({ env: { MESS_HOME: home, [from]: URL } })(
    'config',
    'get',
    'database',
  );
  expect(got).toEqual({ code: 0, stdout: `${SHOWN}\n`, stderr: `It is that of ${from}.\n` });
  expect((await mess('config', 'list', '--format', 'csv')).stdout).toBe(
    `key,value,origin,from\ndatabase,${inFile.value},file,${config}\n`,
  );
});

test('set and unset', async () => {
  const { home, config, mess, read, modeOf } = await createPlace();
  expect(await mess('config', 'set', 'database', '/srv/mess.db')).toEqual({
    code: 0,
    stdout: 'database is /srv/mess.db now.\n',
    stderr: '',
  });
  expect(await read()).toEqual({ database: '/srv/mess.db' });
  await chmod(config, 0o640);
  // A relative path is meant from here, and not from where the file stands.
  await mess.do('config set database some/mess.db');
  expect(await read()).toEqual({ database: join(process.cwd(), 'some/mess.db') });
  expect(await modeOf()).toBe(0o640);
  await mess.do(`config set database ${SHOWN}`);
  expect(await read()).toEqual({ database: SHOWN });

  const secret = await mess.with({ stdin: `${URL}\n` })('config', 'set', 'database', '-');
  expect(secret).toEqual({ code: 0, stdout: `database is ${SHOWN} now.\n`, stderr: '' });
  expect(await read()).toEqual({ database: URL });
  expect(await modeOf()).toBe(0o600);
  const list = await mess('config', 'list');
  expect(list.stdout).toContain(SHOWN);
  expect(list.stdout).not.toContain('same');

  const env = { MESS_HOME: home, MESS_DATABASE_URL: '/srv/b.db' };
  expect((await mess.with({ env })('config', 'set', 'database', '/srv/c.db')).stdout).toBe(
    `${config} sets database now; what counts is that of MESS_DATABASE_URL: /srv/b.db\n`,
  );
  expect((await mess('config', 'set', 'database', '--unset')).stdout).toBe(
    `${config} does not set database now; what counts is the default: ${join(home, 'mess.db')}\n`,
  );
  expect(await read()).toEqual({});
});

test('a link stays one', async () => {
  const { home, config, mess } = await createPlace();
  const target = await mess.file('dotfile', '{}');
  await symlink(target, config);
  await mess.do('config set database /srv/mess.db');
  expect((await lstat(config)).isSymbolicLink()).toBe(true);
  expect(await readFile(join(home, 'dotfile'), 'utf8')).toContain('/srv/mess.db');
});

test('what is refused changes nothing', async () => {
  const { config, mess } = await createPlace();
  for (const [line, said] of [
    [
      'config get colour',
      'Setting: not known; there is database, smtp, smtp-password-file, mail-from (colour)',
    ],
    [
      'config set colour red',
      'Setting: not known; there is database, smtp, smtp-password-file, mail-from (colour)',
    ],
    ['config set database', 'The value is missing.'],
    ['config set database /a.db --unset', 'VALUE and --unset exclude each other.'],
    ['config set database postgres://a@b/c', 'VALUE: not a database mess can use'],
    [`config set database ${URL}`, 'a password on the command line can be read by others'],
  ] as const) {
    const { code, stdout, stderr } = await mess(...line.split(' '));
    expect([line, code, stdout]).toEqual([line, 2, '']);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('same');
  }
  const bad = await mess.with({ stdin: 'mysql://a:sesame@/x\n' })('config', 'set', 'database', '-');
  expect(bad).toMatchObject({ code: 2 });
  expect(bad.stderr).not.toContain('sesame');
  await expect(stat(config)).rejects.toThrow('ENOENT');
});

test('a file that is not understood is left alone; a bad address in it is replaced', async () => {
  const { config, mess, read } = await createPlace();
  for (const [text, said] of [
    ['no JSON', 'is not JSON'],
    ['{"colour": "red"}', 'has the unknown key "colour"'],
  ] as const) {
    await writeFile(config, text);
    for (const line of ['config list', 'config get database', 'config set database /srv/a.db']) {
      const { code, stderr } = await mess(...line.split(' '));
      expect([line, code]).toEqual([line, 9]);
      expect(stderr).toContain(said);
    }
    expect(await readFile(config, 'utf8')).toBe(text);
    // Help is there all the same.
    expect((await mess('help', 'files')).code).toBe(0);
    expect((await mess('whoami')).code).toBe(9);
  }
  await writeFile(config, '{"database": "postgres://a@b/c"}');
  expect((await mess('whoami')).code).toBe(9);
  await mess.do('config set database /srv/a.db');
  expect(await read()).toEqual({ database: '/srv/a.db' });
  await rm(config);
});

test('where mail is handed in: listed where it is set, without a password in it', async () => {
  const { mess, read } = await createPlace();
  expect((await mess('config', 'get', 'smtp')).stdout).toBe('none\n');
  const url = 'smtp://office%40example.org@smtp.example.org:587';
  await mess.do(
    `config set smtp ${url.replace(':587', '')}`,
    'config set smtp-password-file some/secret',
    'config set mail-from Office@Example.org',
  );
  expect(await read()).toEqual({
    smtp: url,
    'smtp-password-file': join(process.cwd(), 'some/secret'),
    'mail-from': 'Office@example.org',
  });
  const listed = await mess.json<{ key: string }[]>('config', 'list');
  expect(listed.map(({ key }) => key)).toEqual([
    ...['database', 'smtp', 'smtp-password-file', 'mail-from'],
  ]);
  for (const wrong of ['smtp://u:secret@host', 'http://host', 'smtp://a b', 'smtp://host:0']) {
    const { code, stderr } = await mess('config', 'set', 'smtp', wrong);
    expect([code, stderr.includes('VALUE: ')]).toEqual([2, true]);
    expect(stderr).not.toContain('secret');
    const told = await mess('config', 'set', 'smtp', wrong, '--json');
    expect(JSON.stringify(told)).not.toContain('secret');
  }
  expect((await mess('config', 'set', 'mail-from', 'a@x.org, b@x.org')).code).toBe(2);
  await mess.do('config set smtp --unset');
  expect(Object.keys(await read())).toEqual(['smtp-password-file', 'mail-from']);
});

test('an address of a mail server that could never be used is refused, and nothing is set', async () => {
  const { mess, read } = await createPlace();
  const empty = await mess.file('empty.pem', 'no certificate\n');
  const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  const broken = await mess.file('broken.pem', damaged);
  for (const [value, said] of [
    ['smtp://a..b', 'not the name of a server: a..b'],
    ['smtp://.a', 'not the name of a server: .a'],
    ['smtp://-a.b', 'not the name of a server: -a.b'],
    ['smtp://300.1.1.1', 'not the name of a server: 300.1.1.1'],
    ['smtp://[1::2::3]', 'not the name of a server: [1::2::3]'],
    [`smtp://${'a'.repeat(64)}.org`, 'not the name of a server: '],
    ['smtp://office%0d%0aQUIT@a.org', 'a character of it is none to see, such as a line end'],
    ['smtp://office%00@a.org', 'a character of it is none to see, such as a line end'],
    ['smtp://office:a%0d%0ab@a.org', 'a password does not stand there'],
    ['smtp://a.org?ca=/nowhere.pem', 'certificates in /nowhere.pem cannot be read: there is no'],
    [`smtp://a.org?ca=${mess.home}`, 'cannot be read: it is a folder'],
    ['smtp://a.org?ca=/dev/zero', 'cannot be read: it is no file'],
    [`smtp://a.org?ca=${empty}`, `certificates in ${empty} cannot be read: there is none in it`],
    [`smtp://a.org?ca=${broken}`, `certificates in ${broken} cannot be read: one is damaged`],
  ] as const) {
    const { code, stderr } = await mess('config', 'set', 'smtp', value);
    expect([value, code, stderr]).toEqual([value, 2, expect.stringContaining(said)]);
  }
  for (const host of ['localhost', 'mail', 'smtp.example.org.', '10.0.0.1', '[::1]', 'x1.2b.in']) {
    await mess.do(`config set smtp smtp://${host}:25`);
    expect((await read()).smtp).toBe(`smtp://${host}:25`);
  }
});

test('an address in the file that cannot be used is said before anything is queued', async () => {
  const mess = await createMailingMess(1, 'smtp://127.0.0.1:9');
  const config = join(mess.home, 'config.json');
  const values = JSON.parse(await readFile(config, 'utf8'));
  for (const [smtp, said] of [
    ['smtp://a..b', 'not the name of a server: a..b; '],
    ['smtp://a%0Ab@c.org', 'not an address, since a character of it is none to see'],
  ]) {
    await writeFile(config, JSON.stringify({ ...values, smtp }));
    const { code, stderr } = await mess('notify', 'bills', '2025-05');
    expect([code, stderr]).toEqual([9, expect.stringContaining(`has a smtp that is ${said}`)]);
  }
  await writeFile(config, JSON.stringify(values));
  const { ca } = await createAuthority(mess.home);
  await mess.do(`config set smtp smtps://127.0.0.1:9?ca=${ca}`);
  await rm(ca);
  expect(await mess('notify', 'bills', '2025-05')).toEqual({
    code: 9,
    stdout: '',
    stderr: [
      `error: The address of the mail server cannot be used: the certificates in ${ca} cannot be read: there is no such file or folder.`,
      'hint: mess config set smtp ADDRESS?ca=FILE\n',
    ].join('\n'),
  });
  expect(mess.rows('select * from messages')).toEqual([]);
});
