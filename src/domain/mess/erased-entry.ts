import { idKey } from '../values/id.ts';
import { erasePersons, joinKept, splitKept } from './personal-values.ts';
import type { EntryContent } from './record-chain.ts';

/** What of an entry becomes another one where somebody is taken out of it. Its hash stays. */
export interface ErasedEntry {
  readonly before: string | null;
  readonly after: string | null;
  /** As they are stored. */
  readonly salts: string;
  /** The unique form of the id by which entries before this one name the student; undefined where none does. */
  readonly formerKey: string | undefined;
}

/**
 * Takes the name, the phone number and the address of one student out of an entry; their commitments stand in their
 * places.
 *
 * @param entry one that holds
 * @param salts as they are stored
 * @param key the unique form of the id that the student had after the entry, or at last
 * @returns undefined where the entry does not name the student
 */
export function eraseFromEntry(
  entry: Pick<EntryContent, 'before' | 'after'>,
  salts: string,
  key: string,
): ErasedEntry | undefined {
  const kept = splitKept(salts);
  const gone = new Set<number>();
  let used = 0;
  const erase = (value: unknown, meant: string | undefined): unknown => {
    return erasePersons(
      value,
      () => kept[used++],
      (person) => {
        const isMeant = keyOf(person) === meant;
        if (isMeant) gone.add(used - 1);
        return isMeant;
      },
    );
  };
  const [was, is] = [parse(entry.before), parse(entry.after)];
  // An edit may have given another id; an import, which is of many, gives none. Who was taken off the roll has none.
  const former = is === null ? key : (keyOf(was) ?? key);
  const before = erase(was, former);
  const isKnown = gone.size > 0;
  const after = erase(is, key);
  if (is === null ? !isKnown : gone.size === (isKnown ? 1 : 0)) return undefined;
  return {
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
    salts: joinKept(
      kept.map(({ salt, phone }, index) =>
        gone.has(index) ? { salt: '', phone: phone && '' } : { salt, phone },
      ),
    ),
    formerKey: isKnown ? former : undefined,
  };
}

function parse(json: string | number | null): unknown {
  return json === null ? null : JSON.parse(String(json));
}

function keyOf(person: unknown): string | undefined {
  if (typeof person !== 'object' || person === null || !('id' in person)) return undefined;
  return idKey(String(person.id));
}
