import type { Knex } from 'knex';
import type { DatesChange, EnteredStudents } from '../../domain/students/roll-changes.ts';
import type { RollDates } from '../../domain/students/student.ts';
import { dialectOf } from '../dialect.ts';

/** Everybody ever entered, in groups. */
export async function listEnteredStudents(db: Knex): Promise<EnteredStudents[]> {
  type Row = [string | null, string | null, enteredBy: number | null, enteredAt: string];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select "joined", "left", entered_by, max(entered_at) from students
     group by "joined", "left", entered_by`,
  );
  return rows.map(([joined, left, enteredBy, enteredAt]) => {
    return { joined, left, enteredBy, enteredAt };
  });
}

/**
 * Changes of dates by whatever was done to students after an audit entry, of equal ones the newest. The
 * record of changes is the only place where the dates are that a student had before.
 */
export async function listDatesChanges(db: Knex, since: number): Promise<DatesChange[]> {
  const rows = await dialectOf(db).selectArrays<[number, before: string, after: string]>(
    db,
    `select "sequence", "before", "after" from audit_entries
     where "sequence" > ? and "command" like 'student %' and "before" is not null
       and "after" is not null
     order by "sequence"`,
    [since],
  );
  const newest = new Map<string, DatesChange>();
  for (const [changedBy, ...texts] of rows) {
    const [before, after] = texts.map((text) => JSON.parse(text));
    for (const pair of pairUp(before, after)) {
      const dates = [pair.before, pair.after].map(({ joined, left }) => `${joined} ${left}`);
      if (dates[0] !== dates[1]) newest.set(String(dates), { ...pair, changedBy });
    }
  }
  return [...newest.values()];
}

type Pair = Pick<DatesChange, 'before' | 'after'>;

/** An import lists those whom it updated, in the same order. */
function pairUp(
  before: RollDates | readonly RollDates[],
  after: RollDates | { readonly updated: readonly RollDates[] },
): Pair[] {
  const befores = [before].flat();
  const afters = 'updated' in after ? after.updated : [after];
  return befores.flatMap((each, at) => {
    const now = afters[at];
    return now === undefined ? [] : [{ before: each, after: now }];
  });
}
