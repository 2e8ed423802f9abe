import { idKey } from '../values/id.ts';
import { countEdits, foldText, mayBeWrong } from '../values/text.ts';
import type { StudentDetails } from './student.ts';

type Named = Pick<StudentDetails, 'id' | 'name'>;

/** More would be a list, and say nothing of whom is meant. */
const MOST = 3;

/**
 * Whom a word most likely means that is nobody's id: an id with other zeros or signs, a part of a name, a
 * mistyped id, a mistyped name. Three at most; none where more are as near.
 */
export function findNearStudents(roll: readonly Named[], word: string): readonly Named[] {
  const [bare, folded] = [bareId(word), foldText(word)];
  const ways = [
    () => roll.filter(({ id }) => bareId(id) === bare),
    () => roll.filter(({ name }) => wordsOf(name).includes(folded)),
    () => findNearest(roll, idKey(word), ({ id }) => [idKey(id)]),
    () => findNearest(roll, folded, ({ name }) => wordsOf(name)),
  ];
  for (const way of ways) {
    const found = way();
    if (found.length > 0) {
      return found.length > MOST ? [] : found.map(({ id, name }) => ({ id, name }));
    }
  }
  return [];
}

/** Those in whose names all words of a text are, without regard to case. */
export function findByName<S extends Named>(roll: readonly S[], text: string): readonly S[] {
  const words = wordsOf(text.trim());
  return roll.filter(({ name }) => {
    const own = wordsOf(name);
    return words.every((word) => own.includes(word));
  });
}

/** `BE-01` and `be001` alike: without signs, and without zeros before a number. */
function bareId(id: string): string {
  return idKey(id)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

function wordsOf(name: string): string[] {
  return foldText(name).split(/\s+/);
}

/** All that are nearest, as far as a word may be mistyped. */
function findNearest(
  roll: readonly Named[],
  word: string,
  read: (student: Named) => readonly string[],
): readonly Named[] {
  let least = mayBeWrong(word);
  let nearest: Named[] = [];
  for (const student of roll) {
    const edits = Math.min(...read(student).map((each) => countEdits(word, each)));
    if (edits > least || edits === 0) continue;
    if (edits < least) nearest = [];
    least = edits;
    nearest.push(student);
  }
  return nearest;
}
