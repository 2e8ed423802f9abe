import { requirePermission } from '../../auth/permissions.ts';
import { listEntriesOfStudent } from '../../data/payments/ledger.ts';
import { listStandingOpenings } from '../../data/payments/openings.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  commonAccount,
  DUES,
  duesOf,
  OPENING,
  reversalOf,
  transfer,
} from '../../domain/payments/entry.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { dayBefore } from '../../domain/values/date.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { firstDay, type Month } from '../../domain/values/month.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { getStudent } from '../students/get-student.ts';
import { readAccount } from './accounts/account.ts';
import { requireAccounts } from './accounts/require.ts';
import { type Draft, draftOf, postEntries } from './post-entries.ts';

export interface SetOpening {
  readonly student: StudentRecord;
  /** What it was set to before, in minor units; null where it was not. */
  readonly beforeMinor: bigint | null;
  readonly amountMinor: bigint;
  /** What the student owes by now, in minor units. */
  readonly balanceMinor: bigint;
}

/**
 * States what a student owed when the accounts began, on the day before their first month. What was stated
 * before is taken back by an entry of its own.
 *
 * @param amountMinor in minor units; below 0 for what was paid too much, 0 for nothing
 * @throws NotFoundError no such student
 * @throws ConflictError no accounts are kept yet
 */
export async function setOpening(
  mess: Mess,
  actor: Actor,
  id: string,
  amountMinor: bigint,
): Promise<SetOpening> {
  requirePermission(actor, 'set openings');
  return change(mess, actor, 'opening set', async ({ trx, record }) => {
    const date = openingDate(requireAccounts(mess));
    const student = await getStudent(trx, id);
    const standing = (await listEntriesOfStudent(trx, student.no)).find(
      ({ kind, reversedBy }) => kind === 'opening' && reversedBy === null,
    );
    const before = standing?.postings.find(({ account }) => account === DUES)?.amountMinor ?? null;
    const balance = async () => (await readAccount(trx, mess, student)).balanceMinor;
    if ((before ?? 0n) === amountMinor) {
      return { student, beforeMinor: before, amountMinor, balanceMinor: await balance() };
    }
    const write = (minor: bigint) => formatMinor(minor, mess.settings.currencyDecimals);
    const drafts: Draft[] = [];
    if (standing !== undefined) drafts.push({ ...reversalOf(standing, date), receiptOf: null });
    if (amountMinor !== 0n) drafts.push(openingDraft(student.no, date, amountMinor));
    await postEntries({ trx, record }, drafts, () => ({
      subject: student.id,
      before: before === null ? undefined : { student: student.id, opening: write(before) },
      after: { student: student.id, opening: write(amountMinor) },
    }));
    return { student, beforeMinor: before, amountMinor, balanceMinor: await balance() };
  });
}

/** What a student owed when the accounts began. */
export interface StatedOpening {
  readonly studentId: string;
  readonly name: string;
  /** In minor units; below 0 was paid too much. */
  readonly amountMinor: bigint;
}

/** Of whom it is stated, in the order of their ids. */
export const listOpenings = reading(
  "see everybody's dues",
  async (db): Promise<StatedOpening[]> => {
    const standing = await listStandingOpenings(db);
    return (await listStudents(db)).flatMap(({ no, id, name }) => {
      const amountMinor = standing.get(no);
      return amountMinor === undefined ? [] : [{ studentId: id, name, amountMinor }];
    });
  },
);

/** The day on which openings stand, `YYYY-MM-DD`: the last before the accounts. */
export function openingDate(accountsFrom: Month): string {
  return dayBefore(firstDay(accountsFrom));
}

/** @param amountMinor in minor units: above 0 was owed */
export function openingDraft(studentNo: number, date: string, amountMinor: bigint): Draft {
  const postings = transfer(commonAccount(OPENING), duesOf(studentNo), amountMinor);
  return draftOf({ kind: 'opening', date, postings });
}
