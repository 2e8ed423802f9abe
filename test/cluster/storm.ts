import { setTimeout as sleep } from 'node:timers/promises';
import type mysql from 'mysql2/promise';
import { runMess } from '../support/process.ts';
import type { Random } from '../support/records/random.ts';
import type { ClusterNode } from '../support/server/cluster.ts';
import type { ChooseTask, Task } from './desk-work.ts';

/** A command that has ended. Times are milliseconds since the storm began. */
export interface Done {
  readonly desk: string;
  readonly task: Task;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly startedMs: number;
  readonly endedMs: number;
  /** The same had been refused as busy just before. */
  readonly isAgain: boolean;
}

/** Somebody at a machine of their own, signed in under their own name. */
export interface Desk {
  readonly name: string;
  readonly home: string;
  /** All nodes, in the order in which this desk tries them. */
  readonly databaseUrl: string;
  readonly choose: ChooseTask;
}

/** What went on among the nodes, from when to when. */
export interface Phase {
  readonly name: string;
  /** Whether it lasted until every desk was served, if they were in good time. */
  readonly isServed: boolean;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a storm has left. */
export interface Storm {
  /** In the order in which they ended. */
  readonly done: readonly Done[];
  readonly phases: readonly Phase[];
  /** Transactions that each node has rolled back since another node's was first, by its name. */
  readonly conflicts: ReadonlyMap<string, number>;
}

const SECOND_MS = 1000;
const STORM_MS = 60 * SECOND_MS;
const KILL_AT_MS = 10 * SECOND_MS;
const RESTART_AT_MS = 20 * SECOND_MS;
const QUIET_MS = 3 * SECOND_MS;
const ALONE_MS = 7 * SECOND_MS;

/** More than a cluster needs to agree on who is left, and a desk to find another node. */
const PATIENCE_MS = 20 * SECOND_MS;

/** Lets all desks work at once while nodes fail and come back, until everything has ended. */
export async function runStorm(
  nodes: readonly ClusterNode[],
  desks: readonly Desk[],
  random: Random,
): Promise<Storm> {
  const journal = createJournal(desks);
  const watch = watchConflicts(nodes);
  let isOver = false;
  const conduct = async () => {
    try {
      return await conductFaults(nodes, journal, watch.look, random);
    } finally {
      isOver = true;
    }
  };
  try {
    const [phases] = await Promise.all([
      conduct(),
      ...desks.map((desk) => workAt(desk, journal, () => isOver)),
    ]);
    await watch.look();
    return { done: journal.done, phases, conflicts: watch.total() };
  } finally {
    await watch.stop();
  }
}

interface Journal {
  readonly done: Done[];
  now(): number;
  add(done: Done): void;
  sleepUntil(ms: number): Promise<void>;
  /** Waits until every desk is served with what it began after this time, or long enough. */
  waitForService(sinceMs: number): Promise<void>;
}

function createJournal(desks: readonly Desk[]): Journal {
  const begin = performance.now();
  const done: Done[] = [];
  const now = () => performance.now() - begin;
  const waiting = new Set<() => void>();
  return {
    done,
    now,
    add(each) {
      done.push(each);
      for (const look of [...waiting]) look();
    },
    sleepUntil: (ms) => sleep(Math.max(0, ms - now())),
    waitForService: (sinceMs) =>
      new Promise((resolve) => {
        const stop = () => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const look = () => {
          if (desks.every(({ name }) => isServed(done, name, sinceMs, now()))) stop();
        };
        const timer = setTimeout(stop, PATIENCE_MS);
        waiting.add(look);
        look();
      }),
  };
}

/** Whether a desk got an answer of the mess to what it began after a time: done, or why not. */
export function isServed(
  done: readonly Done[],
  desk: string,
  sinceMs: number,
  untilMs: number,
): boolean {
  return done.some(
    (each) =>
      each.desk === desk &&
      each.startedMs >= sinceMs &&
      each.endedMs <= untilMs &&
      ![7, 9, 10].includes(each.code),
  );
}

/** One command after the other. What may be tried again is tried again, as a person would. */
async function workAt(desk: Desk, journal: Journal, isOver: () => boolean): Promise<void> {
  let refused: Task | undefined;
  while (!isOver()) {
    const task = refused ?? (await desk.choose());
    const startedMs = journal.now();
    const { code, stdout, stderr } = await runMess(desk.home, task.args, {
      env: { MESS_DATABASE_URL: desk.databaseUrl },
    });
    const isAgain = refused !== undefined;
    journal.add({
      desk: desk.name,
      task,
      code,
      stdout,
      stderr,
      startedMs,
      endedMs: journal.now(),
      isAgain,
    });
    refused = code === 7 || code === 9 ? task : undefined;
  }
}

/** Kills one node and starts it again, then cuts another one off and lets it rejoin. */
async function conductFaults(
  nodes: readonly ClusterNode[],
  journal: Journal,
  look: () => Promise<void>,
  random: Random,
): Promise<Phase[]> {
  const killed = random.pick(nodes);
  const lonely = random.pick(nodes.filter((node) => node !== killed));
  const phases: Phase[] = [];
  const during = async (name: string, work: () => Promise<void>, { isServed = true } = {}) => {
    const fromMs = journal.now();
    await work();
    if (isServed) await journal.waitForService(fromMs);
    phases.push({ name, isServed, fromMs, toMs: journal.now() });
  };
  // Too short to ask that every desk be served, or nobody can be for a while.
  const passing = { isServed: false };
  await during('all three', () => journal.sleepUntil(KILL_AT_MS));
  // What it has counted goes with it.
  await look();
  await during(`${killed.name} killed`, async () => {
    await killed.kill();
    await journal.sleepUntil(RESTART_AT_MS);
  });
  await during(`${killed.name} comes back`, () => killed.restart(), passing);
  await during('all three', () => sleep(QUIET_MS), passing);
  const cutOff = async () => {
    await lonely.cutOff();
    await lonely.waitUntilAlone();
  };
  await during(`${lonely.name} cut off`, cutOff, passing);
  await during(`${lonely.name} alone`, () => sleep(ALONE_MS));
  await during(`${lonely.name} rejoins`, () => lonely.rejoin(), passing);
  await during('all three', () => journal.sleepUntil(STORM_MS));
  return phases;
}

/** Adds up what the nodes count, also across the end of one that begins to count anew. */
function watchConflicts(nodes: readonly ClusterNode[]) {
  const counts = nodes.map(({ name }) => ({ name, before: 0, last: 0 }));
  const look = async () => {
    for (const [index, node] of nodes.entries()) {
      const count = counts[index];
      const now = await readConflicts(node).catch(() => undefined);
      if (count === undefined || now === undefined) continue;
      if (now < count.last) count.before += count.last;
      count.last = now;
    }
  };
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      await look();
      await sleep(SECOND_MS);
    }
  })();
  return {
    look,
    async stop() {
      isOver = true;
      await watching;
    },
    total: () => new Map(counts.map(({ name, before, last }) => [name, before + last])),
  };
}

async function readConflicts(node: ClusterNode): Promise<number> {
  const admin = await node.connect();
  try {
    const [rows] = await admin.query<mysql.RowDataPacket[]>(
      `show global status
       where variable_name in ('wsrep_local_cert_failures', 'wsrep_local_bf_aborts')`,
    );
    return rows.reduce((sum, row) => sum + Number(row.Value), 0);
  } finally {
    admin.destroy();
  }
}
