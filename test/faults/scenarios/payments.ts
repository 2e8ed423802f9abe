import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fillHome, lastCommands, minutesAgo, prepareWith } from '../prepare.ts';
import type { Scenario } from '../rehearsal.ts';
import type { Tables } from '../snapshot.ts';

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

/** By our own note, by a phone, of nobody who is known, and what went out. */
const STATEMENT = [
  'Txn Date,Description,Ref No.,Debit,Credit,Balance',
  '02/06/2025,UPI/CR/515300000001/ASHA/SBIN/asha@oksbi/MESS S001 2025-05,515300000001,,3150.00,13150.00',
  '02/06/2025,UPI/CR/515300000002/RAO/SBIN/9800000001@ybl/food,515300000002,,2900.00,16050.00',
  '03/06/2025,UPI/DR/515400000003/GAS/HDFC/gas@okaxis/cylinder,515400000003,1000.00,,15050.00',
  '04/06/2025,UPI/CR/515500000004/UNCLE/SBIN/uncle@okaxis/paid,515500000004,,500.00,15550.00',
  '',
].join('\n');

const TAKE_STATEMENT = ['payment', 'import', 'june.csv', '--yes'];

async function keepStatement(home: string): Promise<void> {
  await keepAccounts(home);
  writeFileSync(join(home, 'june.csv'), STATEMENT);
}

export const STATEMENT_IMPORT: Scenario = {
  name: 'payment import',
  args: TAKE_STATEMENT,
  prepare: keepStatement,
  check: (tables) => {
    expect(tables.ledger_entries).toMatchObject([
      { kind: 'payment', receipt_number: 1, month: '2025-05' },
      { kind: 'payment', receipt_number: 2 },
      { kind: 'suspense', receipt_number: null },
    ]);
    expect(tables.bank_lines).toMatchObject([
      { line: 2, rule: 'code', entry_no: 1 },
      { line: 3, rule: 'phone', entry_no: 2 },
      { line: 5, rule: null, entry_no: 3 },
    ]);
    expect(tables.imports).toMatchObject([{ kind: 'payments', inserted: 3, undone_by: null }]);
    checkLedger(tables);
    expect(lastCommands(tables)).toEqual(['settings', 'payment import']);
  },
  again: { before: 0, recorded: 0, after: 0 },
  saysAgain: 'imported already',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

async function takeStatement(home: string): Promise<void> {
  await keepStatement(home);
  const args = TAKE_STATEMENT.with(2, join(home, 'june.csv'));
  await prepareWith(home, minutesAgo(), args);
}

/** What a receipt took out of the books and what puts it into suspense are there together or not at all. */
export const RETURN: Scenario = {
  name: 'payment reverse of a bank line',
  args: ['payment', 'reverse', '2025-26/0002', '--reason', 'was of S002'],
  prepare: takeStatement,
  check: (tables) => {
    expect(tables.ledger_entries?.slice(3)).toMatchObject([
      { kind: 'reversal', reverses: 2 },
      { kind: 'suspense', reverses: null, receipt_number: null },
    ]);
    checkLedger(tables);
    expect(lastCommands(tables)).toEqual(['payment import', 'payment reverse']);
  },
  again: { before: 0, recorded: 8, after: 8 },
  saysAgain: 'is reversed already',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const STATEMENT_UNDO: Scenario = {
  name: 'payment undo',
  args: ['payment', 'undo', '1', '--reason', 'of another mess'],
  prepare: takeStatement,
  check: (tables) => {
    expect(tables.ledger_entries).toHaveLength(6);
    expect(tables.ledger_entries?.map(({ reverses }) => reverses)).toEqual([
      ...[null, null, null],
      ...[1, 2, 3],
    ]);
    expect(tables.imports?.[0]?.undone_by).toBe(tables.audit_entries?.at(-1)?.sequence);
    checkLedger(tables);
    expect(lastCommands(tables)).toEqual(['payment import', 'payment undo']);
  },
  again: { before: 0, recorded: 8, after: 8 },
  saysAgain: 'is undone already',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const PAYMENT_SCENARIOS: readonly Scenario[] = [
  PAYMENT,
  REVERSAL,
  OPENINGS,
  STATEMENT_IMPORT,
  RETURN,
  STATEMENT_UNDO,
];
