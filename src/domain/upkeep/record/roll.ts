import { parseRecorded } from '../../mess/audit.ts';
import {
  isErased,
  isPhoneOf,
  type Kept,
  splitKept,
  withKeptPhones,
} from '../../mess/personal-values.ts';
import { idKey } from '../../values/id.ts';
import { ANONYMISED } from '../../values/text.ts';
import type { Report, VerifiedRow } from '../finding.ts';

/** What the roll says of a student and the record of changes tells too. */
const TOLD = ['id', 'name', 'branch', 'phone', 'joined', 'left'] as const;

type Details = Readonly<Record<string, unknown>>;

/**
 * Checks the roll against the record of changes: each student is what the last entry about them says.
 * Whom a take-over brought is in no entry, until something of them is changed.
 */
export function createRollCheck(report: Report) {
  const roll = new Map<string, Details>();
  const salts = new Map<number, string>();
  /** The entries that name everybody whom they entered. */
  const naming = new Set<number>();

  const tell = (before: unknown, after: unknown) => {
    if (isDetails(before)) roll.delete(idKey(String(before.id)));
    if (isDetails(after)) roll.set(idKey(String(after.id)), after);
  };

  return {
    /** What is kept of the persons of an entry; all come before the entries. */
    addSalts: (row: VerifiedRow) => {
      salts.set(Number(row.sequence), String(row.salts));
    },
    /** In the order of their numbers, and before the students. */
    addEntry({ sequence, command, subject, before, after }: VerifiedRow) {
      if (!String(command).startsWith('student ')) return;
      const kept = splitKept(salts.get(Number(sequence)) ?? '').values();
      const next = () => kept.next().value;
      const [was, is] = [before, after].map((json) =>
        withKeptPhones(parseRecorded(isNothing(json) ? null : String(json)), next),
      );
      if (command === 'student anonymise') {
        if (isRecord(is) && is.onRoll === false) return;
        const key = idKey(String(subject));
        roll.set(key, { ...(roll.get(key) ?? { id: subject }), name: ANONYMISED, phone: '' });
        return;
      }
      if (command === 'student add') naming.add(Number(sequence));
      if (command !== 'student import') return tell(was, is);
      const { added, updated } = isRecord(is) ? is : {};
      if (Array.isArray(added)) naming.add(Number(sequence));
      for (const each of listOf(added)) tell(undefined, each);
      const olds = listOf(was);
      // All of the old ones go first: two may have changed their ids.
      for (const each of olds) tell(each, undefined);
      for (const each of listOf(updated)) tell(undefined, each);
    },
    addStudent(row: VerifiedRow) {
      const { no, id, entered_by: enteredBy } = row;
      const key = idKey(String(id));
      const told = roll.get(key);
      roll.delete(key);
      if (told === undefined) {
        if (!naming.has(Number(enteredBy))) return;
        report('record', String(no), 'the record of changes tells of no such student');
        return;
      }
      for (const name of TOLD) {
        if (isTold(name, told[name], row[name])) continue;
        report('record', String(no), `${name} is not what the record of changes tells`);
      }
    },
    /** To be called after the last student. */
    end() {
      for (const { id } of roll.values()) {
        report('record', '', `${String(id)} is not there, and the record of changes tells of it`);
      }
    },
  };
}

/** Whether a value of the roll is the one that was recorded, as far as the record knows it. */
function isTold(name: string, told: unknown, value: unknown): boolean {
  // An erased value is known by its commitment alone.
  if (told === undefined || isErased(told)) return true;
  return name === 'phone' ? isPhoneOf(told as Kept | string, String(value)) : told === value;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

function isRecord(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDetails(value: unknown): value is Details {
  return isRecord(value) && typeof value.id === 'string' && 'phone' in value;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
