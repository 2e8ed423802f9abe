import type { Knex } from 'knex';
import type { EntryKind, Method } from '../../domain/payments/entry.ts';
import type { HeadKind, PurchaseHead } from '../../domain/purchases/purchase.ts';
import { firstDay, lastDay, type Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** What was spent of a head in a month, in minor units. */
export interface SpentOfHead {
  readonly month: Month;
  readonly head: PurchaseHead;
  readonly purchases: number;
  readonly amountMinor: bigint;
}

/** Without purchases that were taken back; in the order of kinds, heads and months. */
export async function sumSpentByMonth(db: Knex, from: Month, to: Month): Promise<SpentOfHead[]> {
  const rows = await dialectOf(db).selectArrays<
    [Month, DbInteger, string, HeadKind, DbInteger, DbInteger]
  >(
    db,
    `select substr(p."date", 1, 7), h."no", h.name, h.kind, count(*), sum(p.amount_minor)
     from purchases as p join purchase_heads as h on h."no" = p.head_no
     where p.voided_by is null and p."date" between ? and ?
     group by substr(p."date", 1, 7), h."no", h.name, h.kind
     order by h.kind, h."no", 1`,
    [firstDay(from), lastDay(to)],
  );
  return rows.map(([month, no, name, kind, purchases, amount]) => ({
    month,
    head: { no: Number(no), name, kind },
    purchases: Number(purchases),
    amountMinor: toMinor(amount),
  }));
}

/** A live bill, with how many share it. Amounts in minor units. */
export interface BilledMonth {
  readonly month: Month;
  /** Null where the bill divides nothing by days. */
  readonly totalMinor: bigint | null;
  readonly billedMinor: bigint;
  readonly students: number;
  readonly daysHundredths: number;
  /** When the first of its revisions was made, ISO 8601, UTC. */
  readonly madeAt: string;
}

/** In the order of months. */
export async function listBilledMonths(db: Knex, from: Month, to: Month): Promise<BilledMonth[]> {
  const rows = await dialectOf(db).selectArrays<
    [Month, DbInteger | null, DbInteger, DbInteger, DbInteger | null, string]
  >(
    db,
    `select b."month", b.total_minor, b.billed_minor, count(s.student_no), sum(s.days_hundredths),
       (select min(f.registered_at) from bills as f
         where f."month" = b."month" and f.status <> 'void')
     from bills as b left join shares as s on s."month" = b."month" and s.revision = b.revision
     where b.status = 'live' and b."month" between ? and ?
     group by b."month", b.total_minor, b.billed_minor order by b."month"`,
    [from, to],
  );
  return rows.map(([month, total, billed, students, days, madeAt]) => ({
    month,
    totalMinor: total === null ? null : toMinor(total),
    billedMinor: toMinor(billed),
    students: Number(students),
    daysHundredths: Number(days ?? 0),
    madeAt,
  }));
}

/** Money of students that came in or, below 0, went out in a month, without what was reversed. */
export interface MoneyOfMonth {
  readonly month: Month;
  readonly kind: EntryKind;
  readonly method: Method;
  readonly count: number;
  readonly amountMinor: bigint;
}

/** By months of the money itself, kinds and methods. */
export async function sumMoneyByMonth(db: Knex, from: Month, to: Month): Promise<MoneyOfMonth[]> {
  const rows = await dialectOf(db).selectArrays<[Month, EntryKind, Method, DbInteger, DbInteger]>(
    db,
    `select substr(e.money_date, 1, 7), e.kind, e.method, count(*), sum(-p.amount_minor)
     from ledger_entries as e
     join ledger_postings as p on p.entry_no = e."no" and p.student_no is not null
     left join ledger_entries as taken on taken.reverses = e."no"
     where e.kind in ('payment', 'deposit', 'refund', 'deposit refund') and taken."no" is null
       and e.money_date between ? and ?
     group by substr(e.money_date, 1, 7), e.kind, e.method`,
    [firstDay(from), lastDay(to)],
  );
  return rows.map(([month, kind, method, count, amount]) => ({
    ...{ month, kind, method },
    count: Number(count),
    amountMinor: toMinor(amount),
  }));
}
