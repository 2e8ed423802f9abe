import { visible } from '../../../domain/values/text.ts';

/** The id of the list, for the fields of its page that take a student. */
export const STUDENT_LIST = 'students';

/** A page with more would be slow to come, and a list of them no help. */
const MOST = 3000;

/** The roll to choose from: a field that is asked for an id finds it by the name too. Once on a page. */
export function StudentList({
  students,
}: {
  readonly students: readonly { readonly id: string; readonly name: string }[];
}) {
  if (students.length > MOST) return null;
  return (
    <datalist id={STUDENT_LIST}>
      {students.map(({ id, name }) => (
        <option key={id} value={id}>
          {visible(name)}
        </option>
      ))}
    </datalist>
  );
}
