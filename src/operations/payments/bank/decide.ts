import type { Knex } from 'knex';
import { sumBalances } from '../../../data/payments/balances.ts';
import { listKnownLines } from '../../../data/payments/bank-lines.ts';
import { listLearnedPayers } from '../../../data/payments/payers.ts';
import {
  listReferencedPayments,
  type ReferencedPayment,
} from '../../../data/payments/references.ts';
import { listStudents } from '../../../data/students/students.ts';
import {
  createPayerMatch,
  type MatchKnowledge,
  type MatchRule,
} from '../../../domain/payments/bank/payer-match.ts';
import { type StatementRow, spanOf } from '../../../domain/payments/bank/statement.ts';
import {
  compareStatement,
  type RecordedLine,
  type StatementComparison,
  traceRows,
} from '../../../domain/payments/bank/statement-comparison.ts';
import { planStatement, type StatementPlan } from '../../../domain/payments/bank/statement-plan.ts';
import type { StudentRecord } from '../../../domain/students/student.ts';
import { groupBy } from '../../../domain/values/group-by.ts';
import { idKey } from '../../../domain/values/id.ts';
import { moneyFormat } from '../../../domain/values/money-format.ts';
import type { Mess } from '../../mess/mess.ts';
import { requireAccounts } from '../accounts/require.ts';

/** What is known of the students when lines are matched with them. */
export interface Roll extends MatchKnowledge {
  /** @throws Error nobody has the id */
  get(id: string): StudentRecord;
  /** What each owes by now, in minor units. */
  balanceMinor(id: string): bigint;
}

export async function readRoll(
  db: Knex,
  mess: Pick<Mess, 'settings'>,
  rules?: readonly MatchRule[],
): Promise<Roll> {
  const roll = await listStudents(db);
  const balances = await sumBalances(db, requireAccounts(mess));
  const byKey = new Map(roll.map((student) => [idKey(student.id), student]));
  const get = (id: string) => {
    const student = byKey.get(idKey(id));
    if (student === undefined) throw new Error(`nobody is ${id}`);
    return student;
  };
  return {
    roll,
    payers: new Map(
      [...groupBy(await listLearnedPayers(db), ({ payer }) => payer)].map(([payer, of]) => [
        payer,
        of.map(({ studentId }) => studentId),
      ]),
    ),
    owedMinor: new Map(roll.map(({ id, no }) => [id, balances.get(no) ?? 0n])),
    rules,
    get,
    balanceMinor: (id) => balances.get(get(id).no) ?? 0n,
  };
}

/** What is to be done with the lines of a file. */
export interface Decisions {
  readonly plan: StatementPlan;
  readonly comparison: StatementComparison<RecordedLine>;
  readonly roll: Roll;
  /** What stands in the ledger under the references of the file. */
  readonly payments: ReadonlyMap<string, ReferencedPayment>;
}

/** Decides about each line by what is recorded; the same while that is the same. */
export async function decide(
  db: Knex,
  mess: Pick<Mess, 'settings'>,
  rows: readonly StatementRow[],
  account: string,
  rules: readonly MatchRule[] | undefined,
): Promise<Decisions> {
  const traced = traceRows(rows);
  const { from, to } = spanOf(rows) ?? { from: '', to: '' };
  const recorded = await listKnownLines(db, account, from, to);
  const references = new Set<string>();
  for (const { trace } of traced) for (const each of trace.references) references.add(each);
  const payments = await listReferencedPayments(db, [...references]);
  const comparison = compareStatement(traced, recorded, payments, moneyFormat(mess.settings));
  const roll = await readRoll(db, mess, rules);
  return {
    comparison,
    plan: planStatement(comparison, createPayerMatch(roll)),
    roll,
    payments: new Map(payments.map((payment) => [payment.reference, payment])),
  };
}

/** What of the decisions a person saw: as long as it is the same, they are carried out. */
export function fingerprint({ plan, comparison }: Decisions): string {
  const { posted, suspense, settlements, noPayments } = plan;
  const lines = (of: readonly { readonly row: StatementRow }[]) => of.map(({ row }) => row.line);
  return JSON.stringify([
    posted.map(({ row, match }) => [row.line, match.studentId, match.rule]),
    ...[suspense, settlements, noPayments, comparison.reconciled].map(lines),
    comparison.mistakes.length,
  ]);
}
