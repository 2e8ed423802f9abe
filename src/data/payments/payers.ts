import type { Knex } from 'knex';
import { DUES } from '../../domain/payments/entry.ts';
import { dialectOf } from '../dialect.ts';
import type { DbInteger } from '../numbers.ts';
import { WITH_SINCE } from './bank-lines.ts';

/** For whom somebody paid before, as a payment teaches it that stands. */
export interface LearnedPayer {
  /** A UPI id, in small letters. */
  readonly payer: string;
  readonly studentId: string;
  /** The last payment that teaches it, `YYYY-MM-DD`. */
  readonly date: string;
  readonly payments: number;
}

/**
 * What the payments of the bank's files teach: those whose note named the student, and those that a person
 * assigned. What was taken back teaches nothing, nor what came before a payer was forgotten. In the order of
 * payers and ids.
 *
 * @param payer only of this one
 */
export async function listLearnedPayers(db: Knex, payer?: string): Promise<LearnedPayer[]> {
  const one = payer === undefined ? '' : 'and l.payer = ?';
  // What was found by the code or the id, and what a person assigned in place of what the file brought.
  const rows = await dialectOf(db).selectArrays<[string, string, string, DbInteger]>(
    db,
    `${WITH_SINCE} select taught.payer, students.id, max(taught."date"), count(*)
     from (
       select l.payer, l.entry_no as paid_no, l."date" from bank_lines as l
       where l.payer is not null and l.rule in ('code', 'id') ${one}
       union all
       select l.payer, paid."no", l."date" from since
       join bank_lines as l on l."no" = since.line_no
       join ledger_entries as paid on paid."no" = since.entry_no and paid.kind = 'payment'
       where l.payer is not null and (l.rule is null or l.rule <> 'reference') ${one}
     ) as taught
     left join (
       select payer, max(through_entry) as through_entry from forgotten_payers group by payer
     ) as forgotten on forgotten.payer = taught.payer
     join ledger_postings as p on p.entry_no = taught.paid_no and p.account = ?
     join students on students."no" = p.student_no
     left join ledger_entries as taken on taken.reverses = taught.paid_no
     where taken."no" is null
       and (forgotten.through_entry is null or taught.paid_no > forgotten.through_entry)
     group by taught.payer, students.id
     order by taught.payer, students.id`,
    [...(payer === undefined ? [] : [payer, payer]), DUES],
  );
  return rows.map(([of, studentId, date, payments]) => ({
    payer: of,
    studentId,
    date,
    payments: Number(payments),
  }));
}

/** Forgets for whom a payer paid until now. */
export async function insertForgottenPayer(
  trx: Knex.Transaction,
  payer: string,
  throughEntry: number,
  forgottenBy: number,
): Promise<void> {
  await trx('forgotten_payers').insert({
    payer,
    through_entry: throughEntry,
    forgotten_by: forgottenBy,
  });
}
