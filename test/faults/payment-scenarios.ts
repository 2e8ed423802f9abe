import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fillHome, lastCommands, minutesAgo, prepareWith } from './prepare.ts';
import type { Scenario } from './rehearsal.ts';
import type { Tables } from './snapshot.ts';

const PAY = ['payment', 'record', 'S001', '--amount', '3150', '--method', 'upi'];

async function keepAccounts(home: string): Promise<void> {
  await fillHome(home, 4);
  await prepareWith(home, minutesAgo(), ['settings', '--accounts-from', '2025-05']);
}

/** Each entry adds up to nothing, and receipts have no gaps. */
function checkLedger({
  ledger_entries: entries = [],
  ledger_postings: postings = [],
}: Tables): void {
  for (const { no } of entries) {
    const of = postings.filter((posting) => posting.entry_no === no);
    expect(of.reduce((sum, { amount_minor }) => sum + Number(amount_minor), 0)).toBe(0);
    expect(of).toHaveLength(2);
  }
  const receipts = entries.flatMap(({ receipt_number: number }) =>
    number === null ? [] : [number],
  );
  expect(receipts).toEqual(receipts.map((_, index) => index + 1));
}

export const PAYMENT: Scenario = {
  name: 'payment record',
  args: [...PAY, '--reference', '515412345678'],
  prepare: keepAccounts,
  check: (tables) => {
    expect(tables.ledger_entries).toMatchObject([{ kind: 'payment', receipt_number: 1 }]);
    checkLedger(tables);
    expect(lastCommands(tables)).toEqual(['settings', 'payment record']);
  },
  // The same reference is not taken twice: whoever lost the answer finds out.
  again: { before: 0, recorded: 8, after: 8 },
  saysAgain: '515412345678 is that of receipt',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const REVERSAL: Scenario = {
  name: 'payment reverse',
  args: ['payment', 'reverse', '2025-26/0001', '--reason', 'mistyped'],
  prepare: async (home) => {
    await keepAccounts(home);
    await prepareWith(home, minutesAgo(), [...PAY, '--date', '2025-06-01']);
  },
  check: (tables) => {
    expect(tables.ledger_entries).toMatchObject([
      { kind: 'payment', reverses: null },
      { kind: 'reversal', reverses: 1 },
    ]);
    checkLedger(tables);
    expect(lastCommands(tables)).toEqual(['payment record', 'payment reverse']);
  },
  again: { before: 0, recorded: 8, after: 8 },
  saysAgain: 'is reversed already',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const OPENINGS: Scenario = {
  name: 'opening import',
  args: ['opening', 'import', 'dues.csv'],
  prepare: async (home) => {
    await keepAccounts(home);
    writeFileSync(join(home, 'dues.csv'), 'id,amount\nS001,100\nS002,-50\nS003,0.01\n');
  },
  check: (tables) => {
    expect(tables.ledger_entries).toHaveLength(3);
    checkLedger(tables);
    expect(lastCommands(tables)).toEqual(['settings', 'opening import']);
  },
  again: { before: 0, recorded: 0, after: 0 },
  saysAgain: '0 new, 0 changed, 3 unchanged. Nothing changed.',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const PAYMENT_SCENARIOS: readonly Scenario[] = [PAYMENT, REVERSAL, OPENINGS];
