import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Ended, type Fault, type FaultyEnd, runFaulty } from './child.ts';
import {
  discard,
  doneCode,
  expectFullCode,
  filesOf,
  findStage,
  type Rehearsed,
  rehearse,
  runScenario,
  type Scenario,
  STAGES,
  type Stage,
} from './rehearsal.ts';

/** A test for each scenario: killed before and after its first write, its second, and so on. */
export function testKills(
  scenarios: readonly Scenario[],
  ways: readonly ('kill before' | 'kill after')[] = ['kill before', 'kill after'],
): void {
  for (const scenario of scenarios) {
    for (const how of ways) {
      test(`${scenario.name}, ${how} the N-th write`, async () => {
        const stages = await sweep(await rehearse(scenario), how, ({ ended }) => {
          expect(ended.signal).toBe('SIGKILL');
        });
        expectInOrder(stages);
        console.log(`${scenario.name}, ${how} the N-th write: ${stages.length} points`);
      });
    }
  }
}

const NO_ROOM = {
  'full once': 'no room for the N-th write',
  'full for good': 'no room from the N-th write on',
} as const;

/** A test for each scenario: no room for its first write, its second, and so on. */
export function testFullDisk(
  scenarios: readonly Scenario[],
  ways: readonly (keyof typeof NO_ROOM)[] = ['full once', 'full for good'],
): void {
  for (const scenario of scenarios) {
    for (const how of ways) {
      test(`${scenario.name}, ${NO_ROOM[how]}`, async () => {
        const rehearsed = await rehearse(scenario);
        const stages = await sweep(rehearsed, how, ({ home, ended, stage }) => {
          expectFilesOf(rehearsed, home, stage);
          if (how === 'full once' && isNoteOfUse(ended.operation)) {
            expect({ ...ended, stage }).toMatchObject({ code: doneCode(scenario), stage: 'after' });
            return;
          }
          if (ended.code !== doneCode(scenario)) expectSentence(ended);
          expectFullCode(scenario, stage, ended.code);
        });
        console.log(`${scenario.name}, ${NO_ROOM[how]}: ${stages.length} points`);
      });
    }
  }
}

/** That a session or a token is used is noted where there is room, and otherwise not. */
function isNoteOfUse(operation: string | null): boolean {
  return /^update "(sessions|service_tokens)" set "last_used_at"/.test(operation ?? '');
}

/** One run with a fault, in a home that is gone afterwards. */
export interface Point {
  readonly home: string;
  readonly ended: FaultyEnd;
  readonly stage: Stage;
}

/**
 * Runs a command with a fault at its first operation, its second, and so on, until it ends without
 * having met the fault; then it must have done all its work. After each fault the same command must
 * do what is left of it.
 *
 * @param judge asserts how a run that met the fault ended
 * @returns where each run that met the fault stopped
 */
export async function sweep(
  scenario: Rehearsed,
  how: Fault['how'],
  judge: (point: Point) => void,
): Promise<Stage[]> {
  const stages: Stage[] = [];
  const failures: Failure[] = [];
  let statements = 0;
  for (let at = 1; ; at += 1) {
    const home = scenario.makeHome();
    const ended = await runFaulty(home, scenario.args, { how, at }, scenario.env);
    if (/^(begin|commit|create|insert|update|vacuum)/i.test(ended.operation ?? '')) statements += 1;
    await collect(failures, `${at}, ${ended.operation?.slice(0, 60)}`, async () => {
      const stage = findStage(scenario, home);
      if (ended.struck) {
        stages.push(stage);
        judge({ home, ended, stage });
        await runAgain(scenario, home, stage);
      } else
        expect({ ...ended, stage }).toMatchObject({ code: doneCode(scenario), stage: 'after' });
    });
    discard(home);
    if (!ended.struck) break;
  }
  expectNone(failures);
  // A driver that the preload does not watch would let every sweep pass.
  expect(statements, 'statements that met the fault').toBeGreaterThan(0);
  return stages;
}

/** What the fault left undone is done by the same command, and what was done is not done twice. */
export async function runAgain(scenario: Rehearsed, home: string, stage: Stage): Promise<void> {
  await prove(scenario, home, stage);
  scenario.beforeAgain?.(home);
  const { code, stdout, stderr } = await runScenario(scenario, home);
  expect({ code, stderr }, 'running it again').toMatchObject({ code: scenario.again[stage] });
  if (stage === 'after') expect(stdout + stderr).toContain(scenario.saysAgain ?? '');
  const isRecorded = stage === 'recorded' || stage === 'after';
  if (scenario.repeats && isRecorded) return;
  const reached = !isRecorded || code === 0 ? 'after' : stage;
  expect(findStage(scenario, home), 'running it again').toBe(reached);
  if (scenario.clears) expectFilesOf(scenario, home, reached);
}

/** By a copy, for using the mess changes it. */
async function prove(scenario: Rehearsed, home: string, stage: Stage): Promise<void> {
  if (scenario.prove === undefined || scenario.snapshots[stage].tables === null) return;
  const copy = `${home}.copy`;
  cpSync(home, copy, { recursive: true });
  await scenario.prove(copy);
  discard(copy);
}

/** A sweep that never saw the work undone, or never done, swept past it; and it never goes back. */
export function expectInOrder(stages: readonly Stage[]): void {
  const order = stages.map((stage) => STAGES.indexOf(stage));
  expect(order).toEqual(order.toSorted());
  expect([stages.at(0), stages.at(-1)]).toEqual(['before', 'after']);
}

/** The files of a stage and nothing else: no draft, no journal. */
export function expectFilesOf(scenario: Rehearsed, home: string, stage: Stage): void {
  expect(filesOf(scenario, home)).toEqual(scenario.files[stage]);
}

/** An error for people: a sentence, a hint perhaps, and no stack trace. */
export function expectSentence({ stderr }: Pick<Ended, 'stderr'>): void {
  expect(stderr).toMatch(/^(warning: .+\n)*error: [^\n]+\.\n(hint: [^\n]+\n)?$/);
  expect(stderr).not.toContain('This is a bug');
}

/** A point of a sweep where something was not as it should be. */
export interface Failure {
  readonly point: string;
  readonly error: Error;
}

/** Notes a failed assertion and lets the sweep go on, so that one fault does not hide another. */
export async function collect(
  failures: Failure[],
  point: string,
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    failures.push({ point, error });
  }
}

/** Fails with the first failure in full and the points of the rest. */
export function expectNone(failures: readonly Failure[]): void {
  const [first] = failures;
  if (first === undefined) return;
  const points = failures.map(({ point }) => `  ${point}`).join('\n');
  first.error.message = `${failures.length} points failed:\n${points}\n${first.error.message}`;
  throw first.error;
}
