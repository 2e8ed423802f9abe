import { type BankFile, bank } from '../../domain/payments/bank/bank-vectors.ts';
import { createMess, type Result, type TestMess } from '../mess.ts';
import { OWNER, PASSWORD } from '../template.ts';

/** The parts of the document of an import that tests look at. */
export interface ImportedStatement {
  readonly import: number | null;
  readonly account: string;
  readonly rows: number;
  readonly provedByBalance: boolean | null;
  readonly credits: { readonly lines: number; readonly amount: string };
  readonly debits: { readonly lines: number };
  readonly known: { readonly lines: number; readonly amount: string };
  readonly posted: readonly {
    readonly line: number;
    readonly studentId: string;
    readonly receipt: string | null;
    readonly rule: string;
    readonly amount: string;
    readonly balance: string;
  }[];
  readonly suspense: readonly {
    readonly no: number | null;
    readonly line: number;
    readonly amount: string;
    readonly reason: string;
    readonly suggestion: string | null;
  }[];
  readonly others: readonly {
    readonly line: number;
    readonly amount: string;
    readonly what: string;
  }[];
  readonly returned: readonly { readonly line: number; readonly receipt: string | null }[];
  readonly missing: readonly object[];
  readonly warnings: readonly string[];
}

/** The students of the bank's vectors, with accounts from May 2025, on a day after all of their files. */
export async function createPayers(): Promise<TestMess> {
  const mess = await createMess();
  mess.now = new Date('2025-08-01T06:00:00Z');
  const login = ['admin', 'login', OWNER, '--password-stdin'];
  const { code, stderr } = await mess.with({ stdin: PASSWORD })(...login);
  if (code !== 0) throw new Error(stderr);
  const roll = bank.match.roll.map(({ id, name, phone }) => `${id},${name},CSE,${phone}`);
  const path = await mess.file('roll.csv', ['id,name,branch,phone', ...roll, ''].join('\n'));
  await mess.do(`student import ${path} --quiet`, 'settings --accounts-from 2025-05 --quiet');
  return mess;
}

/** Imports a text as a file of the bank. */
export async function importStatement(
  mess: TestMess,
  text: string,
  ...options: string[]
): Promise<Result> {
  const path = await mess.file('statement.csv', text);
  return mess('payment', 'import', path, '--yes', ...options);
}

/** The same, which must succeed. */
export async function mustImport(
  mess: TestMess,
  text: string,
  ...options: string[]
): Promise<ImportedStatement> {
  const { code, stdout, stderr } = await importStatement(mess, text, '--json', ...options);
  if (code !== 0) throw new Error(`ended with ${code}: ${stderr}${stdout}`);
  return JSON.parse(stdout);
}

export function bankFile(name: string): BankFile {
  const found = bank.files.find(({ file }) => file === name);
  if (found === undefined) throw new Error(`no file ${name}`);
  return found;
}

/** All that a file's import comes to stands in these tables. */
export function booked(mess: TestMess): unknown {
  return ['ledger_entries', 'ledger_postings', 'bank_lines', 'imports', 'audit_entries'].map(
    (table) => mess.rows<{ n: number | string }>(`select count(*) as n from ${table}`)[0]?.n,
  );
}

/** Minor units on each account of the ledger, with those of nothing left out. */
export function balances(mess: TestMess): Record<string, number> {
  const rows = mess.rows<{ account: string; sum: number | string }>(
    'select account, sum(amount_minor) as sum from ledger_postings group by account order by account',
  );
  return Object.fromEntries(
    rows.map(({ account, sum }) => [account, Number(sum)] as const).filter(([, sum]) => sum !== 0),
  );
}
