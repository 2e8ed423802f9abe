import { existsSync } from 'node:fs';
import { onTestFinished, vi } from 'vitest';
import type { TestMess } from '../mess.ts';
import { connectPast } from '../server/connection.ts';

/** Another writer at work: whoever else wants to write waits until it is done. */
export interface Writer {
  /** Writes within its transaction. */
  run(sql: string, ...values: unknown[]): void;
  commit(): void;
}

/** Begins to write past the program. */
export function holdWriteLock(mess: TestMess): Writer {
  const db = connectPast(mess.database);
  onTestFinished(() => db.close());
  db.run(mess.database.kind === 'sqlite' ? 'begin immediate' : 'begin');
  if (mess.database.kind === 'mysql') {
    db.run(
      `insert into turns (name, taken) values ('write', 1)
       on duplicate key update taken = taken + 1`,
    );
  }
  return { run: db.run, commit: () => db.run('commit') };
}

/**
 * Waits for files of rejects: an import writes its own when it has read and checked everything, and
 * writes nothing before.
 */
export async function waitForFiles(paths: readonly string[]): Promise<void> {
  await vi.waitFor(
    () => {
      const missing = paths.filter((path) => !existsSync(path));
      if (missing.length > 0) throw new Error(`not there: ${missing.join(', ')}`);
    },
    { timeout: 60_000, interval: 20 },
  );
}
