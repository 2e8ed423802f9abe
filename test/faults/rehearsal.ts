import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type ChildOptions, type Ended, runChild } from './child.ts';
import { type Snapshot, type Tables, takeSnapshot } from './snapshot.ts';

/**
 * How far a command got, by what can be found afterwards: not at all; its answer is there, which it
 * writes first, but nothing is recorded; recorded in the database, but its answer or session file is
 * not there; or all the way.
 */
export const STAGES = ['before', 'answered', 'recorded', 'after'] as const;
export type Stage = (typeof STAGES)[number];

/** A command that changes something, and how it may be found after a fault. */
export interface Scenario {
  readonly name: string;
  readonly args: readonly string[];
  /** Who acts, where it is not who is signed in. */
  readonly env?: Readonly<Record<string, string>>;
  /** The file of the database that it writes, where it is not the usual one. */
  readonly database?: string;
  /** What the command needs in a home. */
  readonly prepare: (home: string) => Promise<void>;
  /** Asserts what the whole work comes to, so that it is not only compared with itself. */
  readonly check: (tables: Tables, session: string | null) => void;
  /** The exit code when all is done; 0 when undefined. */
  readonly code?: number;
  /**
   * The exit code of the same command afterwards, by where the first one stopped: at one of these
   * stages and no other.
   */
  readonly again: ByStage<number>;
  /** What it says when all was done before. */
  readonly saysAgain?: string;
  /** Whether running it again writes again. */
  readonly repeats?: true;
  /** Whether running it again removes all that a killed one left. */
  readonly clears?: true;
  /** What must hold wherever there is a mess, and files do not show: that one can sign in. */
  readonly prove?: (home: string) => Promise<void>;
  /** What passes until somebody runs it again. */
  readonly beforeAgain?: (home: string) => void;
  /** A file that may be there at any stage: it says nothing of how far the command got. */
  readonly mayLeave?: string;
  /** The exit code when there is no room for what goes to the disk at a stage. */
  readonly fullCode: ByStage<number | readonly number[]>;
}

type ByStage<T> = Readonly<Partial<Record<Stage, T>>>;

/** The files of a home that say how far the command got. */
export function filesOf({ mayLeave }: Scenario, home: string): string[] {
  return readdirSync(home)
    .filter((name) => name !== mayLeave)
    .sort();
}

export function doneCode({ code = 0 }: Scenario): number {
  return code;
}

/** Runs the command in a home, without a fault of ours. */
export function runScenario(
  { args, env = {} }: Scenario,
  home: string,
  options: Omit<ChildOptions, 'env'> = {},
): Promise<Ended> {
  return runChild(home, args, { ...options, env });
}

/** Asserts how a command ended that found no room for what it had to write. */
export function expectFullCode(scenario: Scenario, stage: Stage, code: number | null): void {
  expect([scenario.fullCode[stage]].flat(), stage).toContain(code);
}

/** A scenario that was run once without a fault: what each stage leaves in the home is known. */
export interface Rehearsed extends Scenario {
  /** Makes a home of its own for one run, or fills a folder; to be removed with `discard`. */
  makeHome(folder?: string): string;
  readonly snapshots: Readonly<Record<Stage, Snapshot>>;
  /** The names of the files at each stage. */
  readonly files: Readonly<Record<Stage, readonly string[]>>;
}

/** Prepares a scenario and runs it once without a fault. Gone when the test is over. */
export async function rehearse(scenario: Scenario): Promise<Rehearsed> {
  const folder = mkdtempSync(join(tmpdir(), 'mess-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const prepared = join(folder, 'prepared');
  mkdirSync(prepared);
  await scenario.prepare(prepared);
  let homes = 0;
  const makeHome = (home = join(folder, `home-${homes + 1}`)) => {
    homes += 1;
    cpSync(prepared, home, { recursive: true });
    return home;
  };
  const home = makeHome();
  const { code, stderr } = await runScenario(scenario, home);
  expect({ code, stderr }).toMatchObject({ code: doneCode(scenario) });
  const before = takeSnapshot(prepared, scenario.database);
  const after = takeSnapshot(home, scenario.database);
  scenario.check(after.tables ?? {}, after.session);
  const files = { before: filesOf(scenario, prepared), after: filesOf(scenario, home) };
  await scenario.prove?.(home);
  discard(home);
  return {
    ...scenario,
    makeHome,
    snapshots: {
      before,
      answered: { ...before, answer: after.answer },
      recorded: { ...after, session: before.session, answer: before.answer },
      after,
    },
    files: { ...files, answered: files.after, recorded: files.before },
  };
}

export function discard(home: string): void {
  rmSync(home, { recursive: true });
}

/** Where the command stopped. Anything between two stages fails the test, with the difference. */
export function findStage(scenario: Rehearsed, home: string): Stage {
  const found = takeSnapshot(home, scenario.database);
  const text = JSON.stringify(found);
  const stage = STAGES.findLast(
    (name) => name in scenario.again && JSON.stringify(scenario.snapshots[name]) === text,
  );
  if (stage === undefined) expect(found, 'all or nothing').toEqual(scenario.snapshots.after);
  return stage ?? 'before';
}
