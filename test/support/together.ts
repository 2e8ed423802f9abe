import { readdirSync, readlinkSync } from 'node:fs';
import { vi } from 'vitest';
import { holdWriteLock } from './books/lock.ts';
import type { TestMess } from './mess.ts';
import {
  type ProcessOptions,
  type ProcessResult,
  type StartedProcess,
  startMess,
} from './process.ts';

/**
 * Runs a command several times at once: none gets its turn to write before all of them are there for
 * it, so that they overlap however slow the machine is.
 */
export async function runTogether(
  mess: TestMess,
  count: number,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult[]> {
  const writer = holdWriteLock(mess);
  const started = Array.from({ length: count }, () => startMess(mess.home, args, options));
  await vi.waitFor(
    () => {
      const waiting = countWaiting(mess, started);
      if (waiting < count) throw new Error(`${waiting} of ${count} are there`);
    },
    { timeout: 60_000, interval: 20 },
  );
  writer.commit();
  return Promise.all(started.map(({ ended }) => ended));
}

/** Those that wait for their turn; of a file those that have it open, since there one only tries. */
function countWaiting({ database, rows }: TestMess, started: readonly StartedProcess[]): number {
  if (database.kind === 'sqlite') {
    return started.filter(({ child }) => hasOpen(child.pid, database.path)).length;
  }
  const sql = `select id from information_schema.processlist
    where db = '${database.name}' and info like '%turns%on duplicate key%' and info not like '%processlist%'`;
  return rows(sql).length;
}

function hasOpen(pid: number | undefined, path: string): boolean {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).some((name) => {
    try {
      return readlinkSync(`${folder}/${name}`) === path;
    } catch {
      // Closed meanwhile.
      return false;
    }
  });
}
