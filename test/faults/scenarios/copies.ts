import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { run } from '../../support/run.ts';
import { runChild } from '../child.ts';
import type { Scenario } from '../rehearsal.ts';
import type { Tables } from '../snapshot.ts';
import { BILL, SIGN_IN } from './scenarios.ts';

const BACKUP = 'a.backup';

/** A mess with a roll, its attendance and a bill, and a backup of it. */
async function makeBackup(home: string): Promise<void> {
  await BILL.prepare(home);
  for (const args of [BILL.args.slice(0, -3), ['db', 'backup', join(home, BACKUP)]]) {
    // The session began some minutes ago by the clock of the machine.
    const options = { env: { MESS_HOME: home }, now: () => new Date() };
    const { code, stderr } = await run(args, options);
    if (code !== 0) throw new Error(stderr);
  }
}

function checkWhole(tables: Tables): void {
  expect(tables.settings).toHaveLength(3);
  expect(tables.students).toHaveLength(30);
  expect(tables.attendance).toHaveLength(28);
  expect(tables.bills).toMatchObject([{ month: '2025-05', status: 'live', revision: 1 }]);
  expect(tables.shares).toHaveLength(30);
  expect(tables.sessions).toEqual([]);
  expect(tables.audit_entries?.at(-1)?.command).toBe('bill register');
}

/** One can sign in, and the books are in order. */
async function proveInOrder(home: string): Promise<void> {
  const { code } = await runChild(home, SIGN_IN.args);
  expect(code, 'signing in').toBe(0);
  const verified = await runChild(home, ['db', 'verify']);
  expect(verified, 'the books').toMatchObject({ code: 0, stderr: '' });
}

export const RESTORE: Scenario = {
  name: 'db restore',
  args: ['db', 'restore', BACKUP],
  prepare: async (home) => {
    await makeBackup(home);
    for (const name of ['mess.db', 'session.json']) rmSync(join(home, name));
  },
  check: checkWhole,
  again: { before: 0, after: 8 },
  clears: true,
  saysAgain: 'already',
  prove: proveInOrder,
  fullCode: { before: 9, after: 9 },
};

/**
 * The copy goes where others have their mess: what is looked at is the copy. It writes what a restore
 * writes, so of each kind of fault one is enough.
 */
export const COPY: Scenario = {
  name: 'db copy',
  args: ['db', 'copy', '--to', 'copy.db'],
  database: 'copy.db',
  prepare: async (home) => {
    await makeBackup(home);
    rmSync(join(home, BACKUP));
  },
  check: checkWhole,
  again: { before: 0, after: 8 },
  clears: true,
  saysAgain: 'already',
  prove: async (home) => {
    writeFileSync(join(home, 'config.json'), '{"database": "copy.db"}');
    await proveInOrder(home);
    rmSync(join(home, 'config.json'));
  },
  // That what was only read cannot be committed does not matter.
  fullCode: { before: 9, after: [0, 9] },
};
