import { execFile } from 'node:child_process';
import {
  chmod,
  cp,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { createHome, createMess } from '../support/mess.ts';

/** The program without anything that npm installs beside it. */
async function copyProgram(): Promise<string> {
  const folder = await createHome();
  for (const name of ['bin', 'dist', 'package.json']) {
    await cp(name, join(folder, name), { recursive: true });
  }
  await mkdir(join(folder, 'node_modules'));
  return folder;
}

interface Started {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function start(program: string, home: string, ...args: string[]): Promise<Started> {
  return run({ MESS_HOME: home }, join(program, 'bin/mess.js'), ...args);
}

function run(env: Record<string, string>, ...words: string[]): Promise<Started> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, words, { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
    // Who refuses to start reads nothing.
    child.stdin?.on('error', () => {});
    child.stdin?.end('a good enough password\n');
  });
}

test('a copy that was not built, such as npm makes of a git address, says so', async () => {
  const program = await copyProgram();
  await rm(join(program, 'dist'), { recursive: true });
  expect(await start(program, await createHome(), '--version')).toEqual({
    code: 9,
    stdout: '',
    stderr:
      'error: This copy of mess is not built.\n' +
      'hint: in a checkout: npm ci && npm run build; npm cannot install mess from a git address, but from a tarball\n',
  });
});

test('what needs no package beside it runs; a missing one is a sentence', async () => {
  const program = await copyProgram();
  const mess = await createMess();
  expect(await start(program, mess.home, '--version')).toMatchObject({ code: 0, stderr: '' });
  expect(await start(program, mess.home, '--help')).toMatchObject({ code: 0, stderr: '' });
  const { code, stdout, stderr } = await start(program, mess.home, 'status');
  expect({ code, stdout }).toEqual({ code: 9, stdout: '' });
  expect(stderr).toMatch(
    /^error: A part of mess, \S+, is missing, or made for another machine or another Node\.\nhint: install mess again.+\n$/,
  );
  const init = ['init', '--admin', 'w', '--password-stdin', '--db', join(mess.home, 'new.db')];
  expect(await start(program, mess.home, ...init)).toMatchObject({ code: 9 });
});

test.each([
  [/^files/, ['student', 'import', 'students.csv']],
  [/^money/, ['dues', 'list']],
  [/^everyday/, ['status']],
  [/^everyday/, ['statsu']],
  [/^knex/, ['status']],
])('a part that is gone is named, and nothing else: %s, %s', async (gone, words) => {
  const program = await copyProgram();
  const parts = join(program, 'dist/chunks');
  const names = (await readdir(parts)).filter((name) => gone.test(name));
  expect(names).not.toEqual([]);
  for (const name of names) await rm(join(parts, name));
  const mess = await createMess();
  await writeFile(join(mess.home, 'students.csv'), '');
  const { code, stdout, stderr } = await start(program, mess.home, ...words);
  expect({ code, stdout }).toEqual({ code: 9, stdout: '' });
  expect(stderr).toMatch(
    /^error: A part of mess cannot be read: ENOENT.+dist\/chunks\/\S+\.js'\.\nhint: install mess again; .+\n$/,
  );
});

test('an older Node is refused in a sentence, before anything is loaded', async () => {
  const program = await copyProgram();
  await rm(join(program, 'dist'), { recursive: true });
  for (const [version, isRefused] of [
    ['18.20.4', true],
    ['20.16.0', true],
    ['20.17.0', false],
    ['26.0.0', false],
  ] as const) {
    const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
    const { code, stderr } = await run({}, '--import', pretend, join(program, 'bin/mess.js'));
    const sentence = `error: mess needs Node 20.17 or newer, and this is ${version}.\nhint: `;
    expect([version, code === 9 && stderr.startsWith(sentence)]).toEqual([version, isRefused]);
  }
});

test('another Node keeps what it compiled in the cache of the user, and does without where it cannot', async () => {
  const program = await copyProgram();
  await rm(join(program, 'dist/code'), { recursive: true });
  const cache = join(await createHome(), 'cache');
  const mess = (where: string) =>
    run({ XDG_CACHE_HOME: where }, join(program, 'bin/mess.js'), '--version');
  const answer = { code: 0, stdout: `${packageJson.version}\n`, stderr: '' };
  const listCode = async () =>
    (await readdir(cache, { recursive: true })).filter((name) => name.endsWith('.code'));
  expect(await mess(cache)).toEqual(answer);
  const kept = await listCode();
  expect(kept.filter((name) => name.endsWith('/main.js.code'))).toHaveLength(1);
  for (const name of kept) await writeFile(join(cache, name), 'of something else');
  expect(await mess(cache)).toEqual(answer);
  expect(await mess(cache)).toEqual(answer);
  expect(await listCode()).toEqual(kept);
  // What others may write to is not run: it is compiled anew, and is one's own again.
  for (const name of kept) await chmod(join(cache, name), 0o666);
  expect(await mess(cache)).toEqual(answer);
  for (const name of kept) expect((await stat(join(cache, name))).mode & 0o777).toBe(0o600);
  for (const where of ['/dev/full', '/proc/nowhere']) expect(await mess(where)).toEqual(answer);
});

test('code that a disk damaged is not run', async () => {
  const program = await copyProgram();
  await rm(join(program, 'dist/code'), { recursive: true });
  const cache = await createHome();
  const mess = () => run({ XDG_CACHE_HOME: cache }, join(program, 'bin/mess.js'), '--help');
  const answer = await mess();
  expect(answer).toMatchObject({ code: 0, stderr: '' });
  for (const name of await readdir(cache, { recursive: true })) {
    if (!name.endsWith('.code')) continue;
    const path = join(cache, name);
    const code = await readFile(path);
    // As a file that was not on the disk yet when the power went: V8 looks at its beginning alone.
    await writeFile(path, code.fill(0, code.length / 2));
  }
  expect(await mess()).toEqual(answer);
});

test('of what stands in the cache, only code of programs that are not used any more is cleared', async () => {
  const program = await copyProgram();
  await rm(join(program, 'dist/code'), { recursive: true });
  const home = await createHome();
  const elsewhere = await createHome();
  const longAgo = new Date(Date.now() - 40 * 24 * 3600 * 1000);
  const make = async (path: string) => {
    await mkdir(join(path, 'deep'), { recursive: true });
    await utimes(path, longAgo, longAgo);
  };
  // The place may be that of the data, too.
  await mkdir(join(home, 'mess/code'), { recursive: true });
  await writeFile(join(home, 'mess/mess.db'), 'a mess');
  await utimes(join(home, 'mess/mess.db'), longAgo, longAgo);
  for (const name of ['backups', 'code/notes', 'code/0123456789abcdef']) {
    await make(join(home, 'mess', name));
  }
  await make(join(elsewhere, 'photos'));
  await symlink(join(elsewhere, 'photos'), join(home, 'mess/code/fedcba9876543210'));
  const env = { XDG_CACHE_HOME: home };
  expect((await run(env, join(program, 'bin/mess.js'), '--version')).code).toBe(0);
  expect((await readdir(join(home, 'mess'))).sort()).toEqual(['backups', 'code', 'mess.db']);
  const buildId = (await readFile('dist/build-id', 'utf8')).trim();
  const left = await readdir(join(home, 'mess/code'));
  expect(left.sort()).toEqual(['fedcba9876543210', 'notes', buildId].sort());
  expect(await readdir(join(elsewhere, 'photos'))).toEqual(['deep']);
});

test('a read loads of Node only what it needs: no hashing, servers or compression', async () => {
  const home = await createHome();
  for (const line of [
    'init --admin w --name Mess --timezone UTC --password-stdin',
    'admin login w --password-stdin',
    'student add S001 --name Asha --branch CSE --phone 9876543210',
  ]) {
    expect(await start('.', home, ...line.split(' '))).toMatchObject({ code: 0 });
  }
  const tell = `data:text/javascript,process.on('exit',()=>console.log(process.moduleLoadList.join()))`;
  const words = ['--import', tell, 'bin/mess.js', 'expenses', 'show', 'S001', '--json'];
  const { code, stdout } = await run({ MESS_HOME: home }, ...words);
  expect(code).toBe(0);
  const loaded = [...stdout.matchAll(/NativeModule (\w+)(?=[,\n])/g)].map(([, name]) => name);
  expect(loaded).toContain('fs');
  const heavy = ['child_process', 'crypto', 'dns', 'http', 'readline', 'tls', 'zlib'];
  expect(loaded.filter((name) => heavy.includes(name ?? ''))).toEqual([]);
});
