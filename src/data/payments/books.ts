import type { Knex } from 'knex';
import { DEBT_ENTRIES } from '../../domain/payments/account.ts';
import type { NotDue } from '../../domain/payments/dues/due-days.ts';
import { CASH_COUNT, DUES, type EntryKind } from '../../domain/payments/entry.ts';
import type { AccountSum, OwedInAll } from '../../domain/payments/trial-balance.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** A day, and what is to be known of it. */
export interface OwedAt {
  /** The first month whose bill is owed; null where none is. */
  readonly accountsFrom: Month | null;
  /** The last day that counts, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** When it ends, ISO 8601, UTC. */
  readonly until: string;
  /** Whose bills are not overdue then. */
  readonly notDue: NotDue;
}

/** Bills that stood at a moment: three values, a month and that moment twice. */
const STANDING = `(shares."month", shares.revision) in (
  select bills."month", bills.revision from bills
  left join audit_entries as ended on ended.sequence = bills.ended_by
  where bills."month" >= ? and bills.registered_at < ? and (bills.status = 'live' or ended."at" >= ?))`;

/** After all months. */
const NO_MONTH = '9999-99';

/**
 * What all students owe together, without their accounts: in one query. Whose due days are over is reckoned
 * as the accounts do: what was given for a bill that is not due yet pays that first, and all else what is.
 */
export async function sumOwed(db: Knex, at: OwedAt): Promise<OwedInAll> {
  const { accountsFrom, asOf, until, notDue } = at;
  const isDebt = `coalesce(taken.kind, e.kind) in (${DEBT_ENTRIES.map(() => '?').join(', ')})`;
  const late = notDue.before.map(() => '?').join(', ');
  const isDue = (month: string) =>
    late === '' ? `${month} < ?` : `${month} < ? and ${month} not in (${late})`;
  const due = [notDue.from, ...notDue.before];
  const positive = (sum: string) => `case when ${sum} > 0 then ${sum} else 0 end`;
  // Each fits into a BIGINT, and all together may not: the halves of their bits are added up apart.
  const halves = (sum: string) => `sum(${positive(sum)} >> 32), sum(${positive(sum)} & 4294967295)`;
  const [row] = await dialectOf(db).selectArrays<[...(DbInteger | null)[]]>(
    db,
    `select ${['balance', '-balance', 'overdue'].map(halves).join(', ')}
     from (
       select sum(debt - favour) as balance,
         sum(case when is_due = 1 then debt else 0 end) - sum(favour)
           + sum(case when is_due = 1 or favour < 0 then 0 when favour > bill then bill else favour end)
           as overdue
       from (
         select student_no, "month", is_due, sum(debt) as debt, sum(favour) as favour,
           case when sum(bill) > 0 then sum(bill) else 0 end as bill
         from (
           select student_no, "month", amount_minor as debt, 0 as favour, amount_minor as bill,
             case when ${isDue('"month"')} then 1 else 0 end as is_due
           from shares where ${STANDING}
           union all
           select p.student_no, e."month",
             case when ${isDebt} then p.amount_minor else 0 end,
             case when ${isDebt} then 0 else -p.amount_minor end, 0,
             case when e."month" is null then case when e.money_date < ? then 1 else 0 end
               when ${isDue('e."month"')} then 1 else 0 end
           from ledger_postings as p
           join ledger_entries as e on e."no" = p.entry_no
           left join ledger_entries as taken on taken."no" = e.reverses
           where p.account = ? and e."date" <= ?
         ) as moved group by student_no, "month", is_due
       ) as by_month group by student_no
     ) as by_student`,
    [
      ...[...due, accountsFrom ?? NO_MONTH, until, until],
      ...[...DEBT_ENTRIES, ...DEBT_ENTRIES, asOf, ...due, DUES, asOf],
    ],
  );
  const sumOf = (column: number) =>
    (toMinor(row?.[column] ?? 0) << 32n) + toMinor(row?.[column + 1] ?? 0);
  return { owedMinor: sumOf(0), creditMinor: sumOf(2), overdueMinor: sumOf(4) };
}

/** What the bills that stood charge all students together, in minor units. */
export async function sumBilled(
  db: Knex,
  { accountsFrom, until }: Pick<OwedAt, 'accountsFrom' | 'until'>,
): Promise<bigint> {
  // Those of a month fit into a BIGINT, as its bill does, and all together may not.
  const rows = await dialectOf(db).selectArrays<[DbInteger]>(
    db,
    `select sum(amount_minor) from shares where ${STANDING} group by "month"`,
    [accountsFrom ?? NO_MONTH, until, until],
  );
  return rows.reduce((sum, [ofMonth]) => sum + toMinor(ofMonth), 0n);
}

/** What each account of the ledger came to on a day `YYYY-MM-DD`, but what students owe, by their names. */
export async function sumAccounts(db: Knex, asOf: string): Promise<AccountSum[]> {
  const rows = await dialectOf(db).selectArrays<[string, DbInteger]>(
    db,
    `select p.account, sum(p.amount_minor) from ledger_postings as p
     join ledger_entries as e on e."no" = p.entry_no
     where p.account <> ? and e."date" <= ? group by p.account order by p.account`,
    [DUES, asOf],
  );
  return rows.map(([account, sum]) => ({ account, amountMinor: toMinor(sum) }));
}

/** What an account came to by now, in minor units. */
export async function sumAccount(db: Knex, account: string): Promise<bigint> {
  const row: { sum?: DbInteger | null } | undefined = await db('ledger_postings')
    .where({ account })
    .sum({ sum: 'amount_minor' })
    .first();
  return toMinor(row?.sum ?? 0);
}

/**
 * What an account came to with each entry of a kind and all before it, in minor units, by the number of
 * the entry.
 */
export async function sumAccountUpTo(
  db: Knex,
  account: string,
  kind: EntryKind,
): Promise<ReadonlyMap<number, bigint>> {
  const rows = await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
    db,
    `select distinct e."no", sums.total from (
       select entry_no, sum(amount_minor) over (order by entry_no) as total
       from ledger_postings where account = ?
     ) as sums join ledger_entries as e on e."no" = sums.entry_no where e.kind = ?`,
    [account, kind],
  );
  return new Map(rows.map(([no, total]) => [Number(no), toMinor(total)]));
}

/** When the cash box was last counted, and by whom, unless that was taken back. */
export interface LastCount {
  readonly no: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null for the database's holder. */
  readonly by: string | null;
  /** What was in the box, in minor units. */
  readonly countedMinor: bigint;
}

/** @param cash the account of the box */
export async function findLastCount(db: Knex, cash: string): Promise<LastCount | undefined> {
  const row: { no: DbInteger; at: string; actor_id: string | null } | undefined = await db(
    'ledger_entries',
  )
    .join('audit_entries', 'audit_entries.sequence', 'ledger_entries.entered_by')
    .leftJoin('ledger_entries as taken', 'taken.reverses', 'ledger_entries.no')
    .where('ledger_entries.kind', CASH_COUNT)
    .whereNull('taken.no')
    .orderBy('ledger_entries.no', 'desc')
    .first('ledger_entries.no', 'audit_entries.at', 'audit_entries.actor_id');
  if (row === undefined) return undefined;
  const sum: { sum?: DbInteger | null } | undefined = await db('ledger_postings')
    .where({ account: cash })
    .where('entry_no', '<=', Number(row.no))
    .sum({ sum: 'amount_minor' })
    .first();
  return { no: Number(row.no), at: row.at, by: row.actor_id, countedMinor: toMinor(sum?.sum ?? 0) };
}

/** How many openings, and how many other entries, are not taken back. */
export async function countStanding(
  db: Knex,
): Promise<{ readonly openings: number; readonly others: number }> {
  const rows: { kind: string; count: DbInteger }[] = await db('ledger_entries')
    .leftJoin('ledger_entries as taken', 'taken.reverses', 'ledger_entries.no')
    .whereNull('taken.no')
    .whereNot('ledger_entries.kind', 'reversal')
    .groupBy('ledger_entries.kind')
    .select('ledger_entries.kind')
    .count({ count: '*' });
  const count = (isOpening: boolean) =>
    rows
      .filter(({ kind }) => (kind === 'opening') === isOpening)
      .reduce((sum, row) => sum + Number(row.count), 0);
  return { openings: count(true), others: count(false) };
}
