import type { NotStudents } from '../../imports/report.ts';
import type { RollMember } from '../../students/student.ts';
import { idKey } from '../../values/id.ts';

/** Those who are in a file and are no students: the staff that punches on the same device. */
interface Strangers {
  /** @returns whether the id is one of them; its row is counted then */
  take(id: string): boolean;
  /** Whether a student is wrongly said to be one of them, by the place on the roll. */
  isOnRoll(place: number): boolean;
  /** Undefined where nobody was said to be one. */
  count(): NotStudents | undefined;
}

/** @param ids that are said to be no students */
export function createStrangers(roll: readonly RollMember[], ids: readonly string[]): Strangers {
  const keys = new Set(ids.map(idKey));
  const onRoll = new Set<number>();
  if (keys.size > 0) {
    for (const [place, { id }] of roll.entries()) if (keys.has(idKey(id))) onRoll.add(place);
  }
  const found = new Set<string>();
  let rows = 0;
  return {
    take(id) {
      if (keys.size === 0 || !keys.has(idKey(id))) return false;
      found.add(idKey(id));
      rows++;
      return true;
    },
    isOnRoll: (place) => onRoll.size > 0 && onRoll.has(place),
    count: () => (keys.size === 0 ? undefined : { rows, ids: found.size }),
  };
}
