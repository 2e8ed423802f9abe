import { expect } from 'vitest';
import type { DuesDocument } from '../../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../mess.ts';
import { hasHledger, runHledger } from './hledger.ts';

export interface ReadTransaction {
  readonly date: string;
  readonly code: string;
  readonly text: string;
  /** In minor units. */
  readonly sides: readonly (readonly [account: string, minor: bigint])[];
}

/** A journal for hledger, read line by line by what stands where, and not by any code of the program. */
export interface ReadJournal {
  readonly declared: readonly string[];
  readonly transactions: readonly ReadTransaction[];
  /** What the last entry says that accounts come to, in minor units; undefined where there is none. */
  readonly proof: ReadonlyMap<string, bigint> | undefined;
}

const minorOf = (amount = '') => BigInt(amount.replace('.', ''));

export function readJournal(text: string): ReadJournal {
  const [head = '', ...blocks] = text.split(/\n(?=\d{4}-\d\d-\d\d )/);
  const declared = [...head.matchAll(/^account (.+?)(?: {2}; .*)?$/gm)].map(
    ([, name = '']) => name,
  );
  const transactions: (ReadTransaction & { sides: [string, bigint][] })[] = [];
  let proof: Map<string, bigint> | undefined;
  for (const block of blocks) {
    const [first = '', ...lines] = block.trimEnd().split('\n');
    const [, date = '', code = '', said = ''] = /^(\S+) \* \(([^)]+)\) (.*)$/.exec(first) ?? [];
    const postings = lines.filter((line) => !line.startsWith('    ;'));
    const sides = postings.map((line): [string, bigint] => {
      const [, account = '', amount] = /^ {4}(\S.*?) {2}(?:0 = )?(-?[\d.]+) INR$/.exec(line) ?? [];
      expect(account, line).not.toBe('');
      return [account, minorOf(amount)];
    });
    if (code === 'proof') proof = new Map(sides);
    else transactions.push({ date, code, text: said, sides });
  }
  return { declared, transactions, proof };
}

/** Of every account that does not come to nothing at the end of a day, in minor units. */
export function sumJournal(
  { transactions }: ReadJournal,
  asOf = '9999-12-31',
): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { date, sides } of transactions) {
    if (date > asOf) continue;
    for (const [account, minor] of sides) sums.set(account, (sums.get(account) ?? 0n) + minor);
  }
  return new Map([...sums].filter(([, minor]) => minor !== 0n).sort());
}

/**
 * Exports the journal and expects that its entries are balanced, all different, of accounts that are
 * declared, and come to what the list of dues has and the proof says; and that hledger is content, where it is
 * installed.
 */
export async function checkJournal(mess: TestMess): Promise<ReadJournal & { text: string }> {
  const { code, stdout, stderr } = await mess('export', 'journal', '--with-purchases');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const journal = readJournal(stdout);
  const { declared, transactions, proof } = journal;
  const unbalanced = transactions.filter(
    ({ sides }) => sides.length < 2 || sides.reduce((sum, [, minor]) => sum + minor, 0n) !== 0n,
  );
  expect(unbalanced).toEqual([]);
  expect(new Set(transactions.map((each) => each.code)).size).toBe(transactions.length);
  const names = new Set(declared);
  expect(names.size).toBe(declared.length);
  const used = transactions.flatMap(({ sides }) => sides.map(([account]) => account));
  expect(used.filter((account) => !names.has(account))).toEqual([]);
  const sums = sumJournal(journal);
  const dues = await mess.json<DuesDocument[]>('dues', 'list');
  const owed = dues.map(({ studentId, balance }): [string, bigint] => [
    `Assets:Receivable:${studentId}`,
    minorOf(balance),
  ]);
  const isOfStudent = (account: string) =>
    /^(Assets:Receivable|Liabilities:Deposits):/.test(account);
  const ofStudents = [...sums].filter(([account]) => isOfStudent(account));
  const receivable = ofStudents.filter(([account]) => account.startsWith('Assets:'));
  expect(Object.fromEntries(receivable)).toEqual(Object.fromEntries(owed));
  if (transactions.length > 0) {
    const proved = [...(proof ?? [])].filter(([, minor]) => minor !== 0n);
    expect(Object.fromEntries(proved)).toEqual(Object.fromEntries(ofStudents));
  }
  if (hasHledger) runHledger(stdout, 'check', '--strict');
  return { ...journal, text: stdout };
}
