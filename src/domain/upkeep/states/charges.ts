import { DEFAULT_KINDS, kindKey } from '../../charges/charge.ts';
import { chargeRow } from '../../mess/digests.ts';
import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { type Entry, minorOf, textOf } from './told/entry.ts';
import { createToldRanges } from './told/ranges.ts';
import {
  findOtherColumns,
  numbersOf,
  otherThanTold,
  type ReportIn,
  type ToldRow,
} from './told/rows.ts';

const UNTOLD = 'the record of changes does not tell of it';

/** Charges, one by one or of many, which were taken back, and the kinds that they have. */
export function createChargesState(report: ReportIn): State {
  const kinds = createKinds(report);
  const charges = createToldRanges('charges', 'charges', 'charges', report);
  const voided = new Map<number, ToldRow>();
  return {
    addEntry(entry) {
      const { command, sequence, before, after } = entry;
      kinds.addEntry(entry);
      if (command === 'charge add' || command === 'charge import') charges.addEntry(entry);
      if (command !== 'charge void') return;
      const reason = textOf(after, 'reason') ?? undefined;
      for (const no of numbersOf(textOf(before, 'charges') ?? '')) {
        voided.set(no, { voided_by: sequence, void_reason: reason });
      }
    },
    rows: {
      charge_kinds: kinds.check,
      charges(row) {
        const key = String(row.no);
        if (!charges.add(Number(row.no), toChargeRow(row), key, row.entered_by)) {
          return report('charges', key, UNTOLD);
        }
        const told = voided.get(Number(row.no)) ?? { voided_by: null, void_reason: null };
        for (const column of findOtherColumns(told, row)) {
          report('charges', key, otherThanTold(column));
        }
      },
    },
    ends: { charge_kinds: kinds.end, charges: charges.end },
  };
}

/** In the order they were made, which their numbers count. */
function createKinds(report: ReportIn) {
  const told: (ToldRow & { readonly name: string })[] = DEFAULT_KINDS.map(({ name, countsAs }) => {
    return { name, counts_as: countsAs, rate_minor: null, hidden_by: null };
  });
  let isTold = false;
  let found = 0;
  const change = (name: string, columns: ToldRow) => {
    const place = told.findIndex((kind) => kindKey(kind.name) === kindKey(name));
    const kind = told[place];
    if (kind !== undefined) told[place] = { ...kind, ...columns };
  };
  return {
    addEntry({ command, sequence, subject, after }: Entry) {
      if (command.startsWith('charge ')) isTold = true;
      const name = textOf(after, 'name') ?? subject;
      const rate = { rate_minor: minorOf(after, 'rate') };
      if (command === 'charge kinds add') {
        told.push({ name, counts_as: textOf(after, 'countsAs'), ...rate, hidden_by: null });
      }
      if (command === 'charge kinds edit') change(subject, { name, ...rate });
      if (command === 'charge kinds hide') change(subject, { hidden_by: sequence });
      if (command === 'charge kinds unhide') change(subject, { hidden_by: null });
    },
    check(row: VerifiedRow) {
      const key = String(row.no);
      const kind = told[found++];
      if (kind === undefined) return report('charge_kinds', key, UNTOLD);
      const is = { ...row, rate_minor: row.rate_minor === null ? null : String(row.rate_minor) };
      for (const column of findOtherColumns({ no: found, ...kind }, is)) {
        report('charge_kinds', key, otherThanTold(column));
      }
    },
    /** They are stored with the first change of charges. */
    end() {
      if (found >= told.length || (!isTold && found === 0)) return;
      report('charge_kinds', '', `${told.length} kinds are told of, and ${found} are there`);
    },
  };
}

function toChargeRow(row: VerifiedRow): string {
  const text = (column: string) => {
    const value = row[column] ?? null;
    return value === null ? null : String(value);
  };
  return chargeRow({
    no: Number(row.no),
    month: String(row.month),
    studentNo: Number(row.student_no),
    kindNo: Number(row.kind_no),
    quantityHundredths: row.quantity_hundredths === null ? null : Number(row.quantity_hundredths),
    rateMinor: text('rate_minor'),
    amountMinor: String(row.amount_minor),
    note: text('note'),
  });
}
