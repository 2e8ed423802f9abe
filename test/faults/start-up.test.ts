import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ended, runChild, runFaulty } from './child.ts';
import { findStage, rehearse } from './rehearsal.ts';
import { BILL, INIT } from './scenarios/scenarios.ts';
import { expectSentence, runAgain } from './sweep.ts';

describe('a migration that fails during init', () => {
  const operation = 'create table `bills`';

  test('for want of room', async () => {
    const scenario = await rehearse(INIT);
    const home = scenario.makeHome();
    const ended = await runFaulty(home, scenario.args, { how: 'full once', operation });
    expect(ended).toMatchObject({ struck: true, code: 9, signal: null, stdout: '' });
    expectSentence(ended);
    expect(readdirSync(home)).toEqual(scenario.files.before);
    await runAgain(scenario, home, findStage(scenario, home));
  });

  test('for a bug in it', async () => {
    const scenario = await rehearse(INIT);
    const home = scenario.makeHome();
    const ended = await runFaulty(home, scenario.args, { how: 'broken', operation });
    expect(ended).toMatchObject({ struck: true, code: 1, signal: null, stdout: '' });
    expect(ended.stderr).toMatch(/^error: This is a bug in mess: .*syntax error\.\n/);
    expect(readdirSync(home)).toEqual(scenario.files.before);
    await runAgain(scenario, home, findStage(scenario, home));
  });
});

describe('a database that cannot be opened', () => {
  const damages: Record<string, (path: string) => void> = {
    'a folder in its place': (path) => {
      mkdirSync(path);
    },
    'an empty file': (path) => writeFileSync(path, ''),
    'a file of something else': (path) => writeFileSync(path, 'student_id,month\n'.repeat(1000)),
    'its first page, then something else': (path) => {
      const bytes = Buffer.alloc(64 * 1024, 'x');
      readFileSync(join(path, '..', 'whole.db')).copy(bytes, 0, 0, 100);
      writeFileSync(path, bytes);
    },
    'half a file': (path) => {
      cpSync(join(path, '..', 'whole.db'), path);
      truncateSync(path, 20_000);
    },
    'a folder in place of its log': (path) => {
      cpSync(join(path, '..', 'whole.db'), path);
      mkdirSync(`${path}-wal`);
    },
  };

  for (const [name, damage] of Object.entries(damages)) {
    test(name, async () => {
      const scenario = await rehearse(BILL);
      const home = scenario.makeHome();
      const path = join(home, 'mess.db');
      renameSync(path, join(home, 'whole.db'));
      damage(path);
      const before = readdirSync(home);
      const ends: Ended[] = [];
      for (const args of [['whoami'], scenario.args]) ends.push(await runChild(home, args));
      for (const ended of ends) {
        expect(ended).toMatchObject({ code: 9, signal: null, stdout: '' });
        expectSentence(ended);
      }
      expect(readdirSync(home)).toEqual(before);
    });
  }
});
