import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { onTestFinished, vi } from 'vitest';
import type { TestMess } from './mess.ts';

/** Another writer at work: whoever else wants to write waits until it is done. */
export interface Writer {
  /** Writes within its transaction. */
  run(sql: string, ...values: unknown[]): void;
  commit(): void;
}

/** Begins to write past the program. */
export function holdWriteLock(mess: TestMess): Writer {
  const db = new Database(mess.databasePath);
  onTestFinished(() => {
    db.close();
  });
  db.exec('begin immediate');
  return {
    run: (sql, ...values) => {
      db.prepare(sql).run(...values);
    },
    commit: () => {
      db.exec('commit');
    },
  };
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
    { timeout: 20_000, interval: 20 },
  );
}
