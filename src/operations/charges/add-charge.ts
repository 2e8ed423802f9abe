import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { insertCharges, listCountedCharges, nextChargeNo } from '../../data/charges/charges.ts';
import { listStoredKinds } from '../../data/charges/kinds.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type Charge,
  type ChargeDraft,
  type GivenAmount,
  reckonCharge,
} from '../../domain/charges/charge.ts';
import { chargeRow, digestRows, withDigests } from '../../domain/mess/digests.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { foldText, nameSome } from '../../domain/values/text.ts';
import { createWarning, NotFoundError, type Warning } from '../../errors.ts';
import { listRoll } from '../attendance/roll.ts';
import { refuseDoubtfulMonth } from '../billing/earliest-month.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { refuseSums } from '../mess/refuse-sums.ts';
import { getStudent } from '../students/get-student.ts';
import { getOpenKind } from './kinds.ts';

/** Who is charged: one student, or everybody on the roll of the month of whom something holds. */
export type Charged =
  | { readonly id: string }
  | {
      readonly id?: undefined;
      /** Without regard to case; every branch when undefined. */
      readonly branch: string | undefined;
      /** Only who was present at least part of the month. */
      readonly isPresent: boolean;
    };

export interface ChargeInput {
  readonly who: Charged;
  readonly month: Month;
  /** The name of a kind. */
  readonly kind: string;
  readonly given: GivenAmount;
  readonly note: string | null;
  /** A month long before all that is recorded may be meant. */
  readonly unlikely: boolean;
}

/** What was done, and what to look at. */
export interface ChargeChange {
  /** In the order of their numbers. */
  readonly charges: readonly Charge[];
  readonly warnings: readonly Warning[];
}

interface Person {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly branch: string;
}

/**
 * Charges one student, or many the same in one change.
 *
 * @throws NotFoundError no such student or kind, or nobody to charge
 * @throws ConflictError the month is closed or unlikely, or the kind is hidden
 * @throws UsageError the month has not begun
 * @throws ValueError what it comes to: see `reckonCharge`
 * @throws InvalidInputError `sum_too_large`
 */
export async function addCharge(
  mess: Mess,
  actor: Actor,
  { who, month, kind: called, given, note, unlikely }: ChargeInput,
): Promise<ChargeChange> {
  const signedIn = requirePermission(actor, 'enter charges');
  return change(mess, actor, 'charge add', async ({ trx, at, record }) => {
    const kind = getOpenKind(await listStoredKinds(trx), called);
    const amount = reckonCharge(kind, given);
    const odd = await refuseDoubtfulMonth(mess, trx, month, unlikely);
    await refuseClosed(trx, [month]);
    const people = await findCharged(trx, who, month);
    const drafts = people.map((person): ChargeDraft => {
      return { month, studentNo: person.no, kindNo: kind.no, ...amount, note };
    });
    await refuseSums(trx, 'charges', drafts);
    const same = await warnAboutSame(trx, month, drafts, people);
    const first = await nextChargeNo(trx);
    const numbered = drafts.map((draft, index) => ({ ...draft, no: first + index }));
    const [only] = people;
    const isOne = people.length === 1 && only !== undefined;
    const last = first + people.length - 1;
    const sequence = await record({
      subject: isOne ? only.id : `charges ${first}-${last}`,
      month,
      after: {
        ...(isOne ? { student: only.id } : { students: people.length }),
        kind: kind.name,
        ...describeAmount(mess, amount),
        note,
        charges: { first, last },
        ...withDigests({ charges: digestRows(numbered.map(chargeRow)) }),
      },
    });
    await insertCharges(trx, drafts, first, sequence);
    const entered = { at, by: signedIn.id, status: 'counted', voidReason: null } as const;
    return {
      charges: numbered.map((draft, index) => ({
        ...{ ...draft, ...entered, kind: kind.name, countsAs: kind.countsAs },
        ...nameOf(people[index]),
      })),
      warnings: [...odd, ...same, ...(await warnAboutBills(trx, [month]))],
    };
  });
}

/** What the record of changes says of it. */
export function describeAmount(
  { settings }: Mess,
  { quantityHundredths, rateMinor, amountMinor }: Pick<Charge, keyof GivenAmount>,
) {
  const { currencyDecimals } = settings;
  return {
    quantity: quantityHundredths === null ? null : daysAsNumber(quantityHundredths),
    rate: formatMinorOrNull(rateMinor, currencyDecimals),
    amount: formatMinor(amountMinor, currencyDecimals),
  };
}

async function findCharged(db: Knex, who: Charged, month: Month): Promise<readonly Person[]> {
  if (who.id !== undefined) return [await getStudent(db, who.id)];
  const branch = who.branch === undefined ? undefined : foldText(who.branch);
  const found = (await listRoll(db, month)).filter((student) => {
    if (who.isPresent && (student.daysHundredths ?? 0) === 0) return false;
    return branch === undefined || foldText(student.branch) === branch;
  });
  if (found.length > 0) return found;
  const of = who.branch === undefined ? '' : ` of ${who.branch}`;
  const what = who.isPresent ? 'was present' : 'is on the roll';
  throw new NotFoundError('nobody_to_charge', `Nobody${of} ${what} in ${monthName(month)}.`, {
    about: { month },
  });
}

function nameOf(person: Person | undefined) {
  if (person === undefined) throw new Error('a charge of nobody');
  return { studentId: person.id, name: person.name, branch: person.branch };
}

/** Who is charged the same of the same kind in the month already. */
async function warnAboutSame(
  db: Knex,
  month: Month,
  drafts: readonly ChargeDraft[],
  people: readonly Person[],
): Promise<Warning[]> {
  const keyOf = ({ studentNo, kindNo, amountMinor }: ChargeDraft) =>
    `${studentNo} ${kindNo} ${amountMinor}`;
  const known = new Map(
    (await listCountedCharges(db, month)).map((charge) => [keyOf(charge), charge.no]),
  );
  const same = drafts.flatMap((draft, index) => {
    const no = known.get(keyOf(draft));
    return no === undefined ? [] : [{ no, id: people[index]?.id ?? '' }];
  });
  const [first] = same;
  if (first === undefined) return [];
  const sentence =
    drafts.length === 1
      ? `Charge ${first.no} is the same already, but perhaps for its note.`
      : `Charged the same already: ${nameSome(same.map(({ id }) => id))}.`;
  return [createWarning('same_already', sentence)];
}
