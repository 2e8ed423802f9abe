import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  doneCode,
  expectFullCode,
  filesOf,
  findStage,
  type Rehearsed,
  rehearse,
  runScenario,
  type Stage,
} from '../rehearsal.ts';
import { CRON, REVISE } from '../scenarios/bills.ts';
import { RESTORE } from '../scenarios/copies.ts';
import { SCENARIOS } from '../scenarios/scenarios.ts';
import { collect, expectNone, expectSentence, type Failure, runAgain } from '../sweep.ts';

/** The disk gives room by pages of this size. */
const PAGE_BYTES = 4096;

let disk: string;
let isMounted = false;

beforeAll(() => {
  disk = mkdtempSync(join(tmpdir(), 'mess-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
  isMounted = status === 0;
});

afterAll(() => {
  if (isMounted) spawnSync('umount', [disk]);
  rmdirSync(disk);
});

for (const scenario of [...SCENARIOS, CRON, REVISE, RESTORE]) {
  test(`${scenario.name}, on a disk with room for N pages`, async (ctx) => {
    if (!isMounted) ctx.skip('a small disk cannot be mounted here');
    const points = await sweepRoom(await rehearse(scenario));
    console.log(`${scenario.name}, on a disk with room for N pages: ${points} points`);
  });
}

/** Gives the command no page, one page, and so on, until it ends well; then makes room. */
async function sweepRoom(scenario: Rehearsed): Promise<number> {
  const failures: Failure[] = [];
  for (let pages = 0; ; pages += 1) {
    for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
    scenario.makeHome(disk);
    const filler = join(disk, 'filler');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - pages * PAGE_BYTES));
    expect(statfsSync(disk).bavail * bsize).toBe(pages * PAGE_BYTES);
    const ended = await runScenario(scenario, disk);
    rmSync(filler);
    await collect(failures, `${pages} pages`, async () => {
      const stage = findStage(scenario, disk);
      expectFiles(scenario, stage);
      if (ended.code === doneCode(scenario)) expect(stage).toBe('after');
      else {
        expectSentence(ended);
        expectFullCode(scenario, stage, ended.code);
      }
      await runAgain(scenario, disk, stage);
    });
    if (ended.code === doneCode(scenario)) {
      expectNone(failures);
      return pages;
    }
  }
}

/** No draft is left. The log of the database may be: without room it is not moved into the file. */
function expectFiles(scenario: Rehearsed, stage: Stage): void {
  const logs = ['mess.db-shm', 'mess.db-wal'];
  const found = filesOf(scenario, disk).filter((name) => !logs.includes(name));
  expect(found).toEqual(scenario.files[stage]);
}
