import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Ended } from './child.ts';
import {
  discard,
  doneCode,
  expectFullCode,
  findStage,
  type Rehearsed,
  rehearse,
  runScenario,
  type Stage,
} from './rehearsal.ts';
import { BILL, INIT } from './scenarios/scenarios.ts';
import {
  collect,
  expectInOrder,
  expectNone,
  expectSentence,
  type Failure,
  runAgain,
} from './sweep.ts';

/** The calls that change files. Of `write` nearly all are threads that wake each other. */
const CALLS = 'pwrite64,ftruncate,fsync,fdatasync,rename,link,unlink';

/** What needs room on the disk. */
const SPACE_CALLS = 'pwrite64,ftruncate,fsync,fdatasync';

const MAX_RUNS = 60;

const STRACE = ['strace', '-f', '-qq', '-o'];

function canTrace(): boolean {
  const { status } = spawnSync('strace', [...STRACE.slice(1), '/dev/null', 'true']);
  return status === 0;
}

interface CallSweep {
  readonly calls: string;
  /** The fault as the tracer's `inject` takes it, without the number of the call. */
  readonly inject: string;
  /** After the number: `+` for every call from that one on. */
  readonly andAfter: '' | '+';
}

/** Like the sweep of operations, between them: of every so many calls one is struck. */
async function sweepCalls(
  scenario: Rehearsed,
  { calls, inject, andAfter }: CallSweep,
  judge: (ended: Ended, stage: Stage) => void,
): Promise<Stage[]> {
  const home = scenario.makeHome();
  const log = `${home}.calls`;
  await runScenario(scenario, home, { under: [...STRACE, log, '-e', `trace=${calls}`] });
  const step = Math.ceil(countCalls(readFileSync(log, 'utf8')) / MAX_RUNS);
  discard(home);
  const stages: Stage[] = [];
  const failures: Failure[] = [];
  for (let at = 1; ; at += step) {
    const home = scenario.makeHome();
    const fault = `inject=${calls}:${inject}:when=${at}${andAfter}`;
    const ended = await runScenario(scenario, home, {
      under: [...STRACE, log, '-e', `trace=${calls}`, '-e', fault],
    });
    const struck = ended.signal === 'SIGKILL' || readFileSync(log, 'utf8').includes('(INJECTED)');
    await collect(failures, `call ${at}`, async () => {
      const stage = findStage(scenario, home);
      if (struck) {
        stages.push(stage);
        judge(ended, stage);
        await runAgain(scenario, home, stage);
      } else
        expect({ ...ended, stage }).toMatchObject({ code: doneCode(scenario), stage: 'after' });
    });
    discard(home);
    if (!struck) break;
  }
  expectNone(failures);
  return stages;
}

/** The calls of the busiest thread, for the tracer numbers those of each thread. */
function countCalls(log: string): number {
  const counts = new Map<string, number>();
  for (const [thread] of log.matchAll(/^\d+/gm)) counts.set(thread, (counts.get(thread) ?? 0) + 1);
  return Math.max(...counts.values());
}

test('bill register, killed at the N-th system call', async (ctx) => {
  if (!canTrace()) ctx.skip('strace is not installed, or may not trace');
  const kill = { calls: CALLS, inject: 'signal=SIGKILL', andAfter: '' } as const;
  const stages = await sweepCalls(await rehearse(BILL), kill, (ended) => {
    expect(ended.signal).toBe('SIGKILL');
  });
  expectInOrder(stages);
  console.log(`bill register, killed at the N-th system call: ${stages.length} points`);
});

for (const scenario of [BILL, INIT]) {
  test(`${scenario.name}, no room from the N-th system call on`, async (ctx) => {
    if (!canTrace()) ctx.skip('strace is not installed, or may not trace');
    const full = { calls: SPACE_CALLS, inject: 'error=ENOSPC', andAfter: '+' } as const;
    const stages = await sweepCalls(await rehearse(scenario), full, (ended, stage) => {
      if (ended.code === doneCode(scenario) && stage === 'after') return;
      expectSentence(ended);
      expectFullCode(scenario, stage, ended.code);
    });
    console.log(`${scenario.name}, no room from the N-th system call on: ${stages.length} points`);
  });
}
