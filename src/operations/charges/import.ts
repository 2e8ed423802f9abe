import type { Knex } from 'knex';
import { insertCharges, listCharges, nextChargeNo } from '../../data/charges/charges.ts';
import { listKinds, listStoredKinds } from '../../data/charges/kinds.ts';
import { listRollMembers } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type Charge,
  findKind,
  findNearestKind,
  type ListedKind,
} from '../../domain/charges/charge.ts';
import {
  type ChargeRow,
  compareCharges,
  createChargeCheck,
  type FileCharge,
  type FindFault,
} from '../../domain/charges/file-check.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import { judgeMonth } from '../../domain/mess/date-doubt.ts';
import { chargeRow, digestRows } from '../../domain/mess/digests.ts';
import { idKey } from '../../domain/values/id.ts';
import type { Month } from '../../domain/values/month.ts';
import { nameRanges } from '../../domain/values/number-ranges.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, ValueError, type Warning } from '../../errors.ts';
import { openChargeFile } from '../../input/charges/file.ts';
import type { ImportFileOptions } from '../../input/csv/import-file.ts';
import type { Source } from '../../input/csv/source.ts';
import { findEarliestLikely } from '../billing/earliest-month.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import type { FileImport, ImportOptions, WriteScope, Written } from '../imports/file-import.ts';
import { type PlannedImport, planImport } from '../imports/run-import.ts';
import { type Mess, today } from '../mess/mess.ts';
import { refuseSums } from '../mess/refuse-sums.ts';

export interface ChargeImportOptions extends ImportOptions {
  readonly file: ImportFileOptions;
  /** Of rows without one. */
  readonly month: Month | undefined;
  /** Every row is added, whatever is recorded. */
  readonly again: boolean;
  /** Months that are unlikely are taken. */
  readonly unlikely: boolean;
}

/**
 * Reads and checks a file of charges, writing nothing. Never makes a kind.
 *
 * @throws ConflictError a month that it would change is closed
 * @throws InvalidInputError `sum_too_large`
 */
export async function planChargeImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: ChargeImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  const kind: FileImport<ChargeRow> = {
    permission: 'enter charges',
    command: 'charge import',
    async open(db) {
      const kinds = await listKinds(db);
      const { currency, currencyDecimals } = mess.settings;
      const file = await openChargeFile(source, options.file, {
        ...{ currency, currencyDecimals, month: options.month },
        findStudentNo: await studentFinder(db),
        findKind: kindFinder(kinds),
      });
      const check = createChargeCheck(await faultFinder(mess, db, kinds, file, options.unlikely));
      return {
        file,
        check,
        compare: async (trx, { isTaken }) => {
          const charges = check.listCharges();
          const found = compareCharges(charges, await listRecorded(trx, charges), options.again);
          const errors = isTaken ? [] : check.refuseFaulty(found.added);
          const lines = new Set(errors.map(({ line }) => line));
          const added = found.added.filter(({ line }) => !lines.has(line));
          const months = listMonths(added);
          return {
            months: listMonths(charges),
            inserted: added.length,
            updated: 0,
            unchanged: found.matched.length,
            skipped: found.voided.length,
            warnings: warnAboutRows(found),
            errors,
            isWorthWriting: added.length > 0,
            refuse: async (on) => {
              await refuseClosed(on, months);
              await refuseSums(on, 'charges', added);
            },
            write: (scope) => write(added, months, scope),
          };
        },
      };
    },
  };
  return planImport(mess, actor, source, options, kind, onProgress);
}

async function write(
  added: readonly FileCharge[],
  months: readonly Month[],
  { trx, report, record, onRows }: WriteScope,
): Promise<Written> {
  const { rows, inserted, unchanged, skipped, rejected } = report;
  await listStoredKinds(trx);
  const first = await nextChargeNo(trx);
  const charges = { first, last: first + added.length - 1 };
  const numbered = added.map((each, index) => ({ ...each, no: first + index }));
  const sequence = await record(months, {
    after: {
      ...{ rows, inserted, unchanged, skipped, rejected, months, charges },
      digests: { charges: digestRows(numbered.map(chargeRow)) },
    },
  });
  await insertCharges(trx, added, first, sequence, onRows);
  return { charges, warnings: await warnAboutBills(trx, months) };
}

async function listRecorded(db: Knex, charges: readonly FileCharge[]): Promise<Charge[]> {
  const recorded: Charge[] = [];
  for (const month of listMonths(charges)) recorded.push(...(await listCharges(db, month)));
  return recorded;
}

async function studentFinder(db: Knex): Promise<(id: string) => number> {
  const numbers = new Map((await listRollMembers(db)).map(({ id, no }) => [idKey(id), no]));
  return (id) => {
    const no = numbers.get(idKey(id));
    if (no !== undefined) return no;
    throw new ValueError('unknown_student', 'no such student');
  };
}

function kindFinder(kinds: readonly ListedKind[]): (name: string) => ListedKind {
  return (name) => {
    if (name.trim() === '') throw new ValueError('missing', 'the kind is missing');
    const kind = findKind(kinds, name);
    if (kind !== undefined) return kind;
    const nearest = findNearestKind(kinds, name);
    const question = nearest === undefined ? '' : `; is it ${nearest}?`;
    throw new ValueError('unknown_kind', `no such kind${question}`);
  };
}

async function faultFinder(
  mess: Mess,
  db: Knex,
  kinds: readonly ListedKind[],
  { kindColumn, monthColumn }: { readonly kindColumn: string; readonly monthColumn: string },
  unlikely: boolean,
): Promise<FindFault> {
  const now = { today: today(mess), earliest: await findEarliestLikely(mess, db) };
  const hidden = new Map(kinds.flatMap((kind) => (kind.hidden ? [[kind.no, kind.name]] : [])));
  return ({ month, kindNo }) => {
    const doubt = judgeMonth(month, now);
    if (doubt !== undefined && !(unlikely && !doubt.isImpossible)) {
      const remedy = doubt.isImpossible ? undefined : ({ offer: 'unlikely' } as const);
      const { reason: code, sentence: message } = doubt;
      return { column: monthColumn, code, value: month, message, remedy };
    }
    const value = hidden.get(kindNo);
    if (value === undefined) return undefined;
    return { column: kindColumn, code: 'hidden_kind', value, message: 'this kind is hidden' };
  };
}

function warnAboutRows({
  doubled,
  voided,
}: Pick<ReturnType<typeof compareCharges>, 'doubled' | 'voided'>): Warning[] {
  const lines = nameSome(doubled.map(String));
  const again = `The same as an earlier row, and taken all the same: ${doubled.length === 1 ? 'line' : 'lines'} ${lines}.`;
  const rows = voided.length === 1 ? '1 row was' : `${voided.length} rows were`;
  const numbers = nameRanges(voided);
  const back = `${rows} recorded before and taken back: ${numbers}.`;
  return [
    ...(doubled.length > 0 ? [createWarning('same_already', again)] : []),
    ...(voided.length > 0 ? [createWarning('voided_before', back)] : []),
  ];
}

/** In order. */
function listMonths(charges: readonly Pick<FileCharge, 'month'>[]): Month[] {
  return [...new Set(charges.map(({ month }) => month))].sort();
}
