import { isErased, isPhoneOf, type Kept } from '../../mess/personal-values.ts';
import { idKey } from '../../values/id.ts';
import { ANONYMISED } from '../../values/text.ts';
import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { type Entry, type Fields, fieldOf, isFields } from './told/entry.ts';
import { otherThanTold, type ReportIn } from './told/rows.ts';

/** What the roll says of a student and the record of changes tells too. */
const TOLD = ['id', 'name', 'branch', 'phone', 'joined', 'left'] as const;

/** What it tells where it is not as usual. */
const UNUSUAL = [
  { column: 'email', key: 'email', usual: null },
  { column: 'takes_messages', key: 'takesMessages', usual: 1 },
] as const;

/** A student by whatever id they had when. */
export interface Person {
  /** As entries call them by now. */
  id: string;
  /** What the last entry about them says; undefined where it only names them. */
  details?: Fields;
  /** By which entry, and as which one of those who were there then. */
  entered?: { readonly sequence: number; readonly at: string; readonly place: number };
  /** The number in the roll; undefined until that was read, and of who is not there. */
  no?: number;
}

export interface Roll extends State {
  /** Who has an id as of the last entry. */
  find(id: string): Person;
}

/**
 * The roll: each student is what the last entry about them says. Whom a take-over of an older program
 * brought is in no entry, until something of them is changed.
 */
export function createRoll(report: ReportIn): Roll {
  const roll = new Map<string, Person>();
  /** The entries that name everybody whom they entered. */
  const naming = new Set<number>();
  let since = 0;
  const checkNumber = createNumberCheck();

  const find = (id: string): Person => {
    const known = roll.get(idKey(id));
    if (known !== undefined) return known;
    const person: Person = { id };
    roll.set(idKey(id), person);
    return person;
  };
  const take = (details: unknown): Person | undefined => {
    if (!isDetails(details)) return undefined;
    const person = find(details.id);
    roll.delete(idKey(details.id));
    return person;
  };
  const put = (details: unknown, person: Person | undefined) => {
    if (!isDetails(details)) return;
    const { id } = details;
    roll.set(idKey(id), Object.assign(person ?? { id }, { id, details }));
  };
  /** Who was entered by mistake, and taken out as the last, has left the number to the next. */
  let last = 0;
  const enter = (details: unknown, { sequence, at }: Entry) => {
    if (isDetails(details)) put(details, { id: '', entered: { sequence, at, place: ++last } });
  };
  const erase = (person: Person | undefined) => {
    if (person?.entered?.place !== last) return;
    last = 0;
    for (const { entered } of roll.values()) last = Math.max(last, entered?.place ?? 0);
  };

  return {
    find,
    addEntry(entry) {
      const { sequence, command, subject, before, after } = entry;
      if (command === 'db migrate') since = sequence;
      if (command === 'student anonymise') {
        if (fieldOf(after, 'onRoll') === false) return;
        const person = find(subject);
        person.details = { ...person.details, name: ANONYMISED, phone: '', email: null };
        return;
      }
      if (command === 'student add') {
        naming.add(sequence);
        return enter(after, entry);
      }
      const added = fieldOf(after, 'added');
      const isOfMany = command === 'student import' || command === 'db import-original';
      if (isOfMany) {
        // The first programs told ids alone.
        if (Array.isArray(added) && added.every(isDetails)) naming.add(sequence);
        for (const each of listOf(added)) enter(each, entry);
        // All of the old ones go first: two may have changed their ids.
        const people = listOf(before).map(take);
        for (const [place, each] of listOf(fieldOf(after, 'updated')).entries()) {
          put(each, people[place]);
        }
      } else if (command.startsWith('student ')) {
        const person = take(before);
        if (after === null) erase(person);
        put(after, person);
      }
    },
    rows: {
      students(row) {
        const { no, id, entered_by: enteredBy } = row;
        const person = roll.get(idKey(String(id)));
        if (person !== undefined) {
          person.no = Number(no);
          roll.delete(idKey(String(id)));
        }
        const say = (message: string) => report('students', String(no), message);
        const isNumbered = (person?.entered?.sequence ?? 0) > since;
        const hasNumber = checkNumber(Number(no), isNumbered ? person?.entered : undefined);
        if (person?.details === undefined) {
          if (!naming.has(Number(enteredBy))) return;
          return say('the record of changes tells of no such student');
        }
        const isKept = enteredBy !== null || isNumbered;
        // Older programs did not keep by which entry.
        const others = findOthers(row, person.details, isKept ? person.entered : undefined);
        if (!hasNumber) others.unshift('no');
        for (const name of others) say(otherThanTold(name));
      },
    },
    ends: {
      students() {
        for (const { id, details } of roll.values()) {
          if (details === undefined) continue;
          report('students', '', `${id} is not there, and the record of changes tells of it`);
        }
      },
    },
  };
}

/** The columns that are not what was told. */
function findOthers(row: VerifiedRow, details: Fields, entered: Person['entered']): string[] {
  const others: string[] = TOLD.filter((name) => !isTold(name, details[name], row[name]));
  for (const { column, key, usual } of UNUSUAL) {
    const told = details[key] ?? usual;
    const stored = typeof told === 'boolean' ? Number(told) : told;
    if (!isErased(told) && stored !== row[column]) others.push(column);
  }
  if (entered !== undefined && row.entered_at !== entered.at) others.push('entered_at');
  if (entered !== undefined && row.entered_by !== entered.sequence) others.push('entered_by');
  return others;
}

/** Whether a value of the roll is the one that was recorded, as far as the record knows it. */
function isTold(name: string, told: unknown, value: unknown): boolean {
  // An erased value is known by its commitment alone.
  if (told === undefined || isErased(told)) return true;
  return name === 'phone' ? isPhoneOf(told as Kept | string, String(value)) : told === value;
}

/** Numbers count up by one in the order of entering; where they begin, and who else is there, is not told. */
function createNumberCheck() {
  let last: { readonly no: number; readonly place: number } | undefined;
  let others = 0;
  return (no: number, entered: Person['entered']): boolean => {
    if (entered === undefined) {
      others++;
      return true;
    }
    const { place } = entered;
    const isRight = last === undefined || no - last.no === place - last.place + others;
    if (isRight) {
      last = { no, place };
      others = 0;
    }
    return isRight;
  };
}

function isDetails(value: unknown): value is Fields & { readonly id: string } {
  return isFields(value) && typeof value.id === 'string' && 'phone' in value;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
