/** What is marked of a day: present, absent, half; nothing where the roll was not called. */
export type Mark = 'P' | 'A' | 'H' | '';

export interface GridStudent {
  readonly id: string;
  readonly name: string;
  /** By day of the month, from 1. */
  readonly marks: readonly Mark[];
}

export interface GridMonth {
  readonly month: string;
  readonly days: number;
  readonly students: readonly GridStudent[];
}

/** Where the person is: a student and a day, both from 0. */
export interface Place {
  readonly row: number;
  readonly day: number;
}

/** Half days count half. */
export function sumMarks(marks: readonly Mark[]): number {
  return marks.reduce((sum, mark) => sum + (mark === 'P' ? 1 : mark === 'H' ? 0.5 : 0), 0);
}

const WORDS: Readonly<Record<Mark, string>> = {
  P: 'present',
  A: 'absent',
  H: 'half',
  '': 'not marked',
};

/** The month as a grid: of so many students only those that are seen are drawn. */
export function Grid({
  grid,
  from,
  to,
  rowHeight,
  place,
  isChanged = () => false,
}: {
  readonly grid: GridMonth;
  /** The first row that is drawn, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** In pixels. */
  readonly rowHeight: number;
  readonly place: Place;
  readonly isChanged?: (place: Place) => boolean;
}) {
  const days = Array.from({ length: grid.days }, (_, day) => day);
  const above = from * rowHeight;
  const below = (grid.students.length - to) * rowHeight;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: one moves in it by arrows.
    <table class="grid" role="grid" aria-rowcount={grid.students.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">Student</th>
          <th scope="col">Days</th>
          {days.map((day) => (
            <th key={day} scope="col">
              {day + 1}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {above > 0 && <Gap height={above} width={grid.days + 2} />}
        {grid.students.slice(from, to).map(({ id, name, marks }, at) => {
          const row = from + at;
          return (
            <tr key={id} aria-rowindex={row + 2}>
              <th scope="row">
                {id} <bdi>{name}</bdi>
              </th>
              <td>{sumMarks(marks)}</td>
              {days.map((day) => (
                <td
                  key={day}
                  tabIndex={row === place.row && day === place.day ? 0 : -1}
                  data-row={row}
                  data-day={day}
                  data-changed={isChanged({ row, day }) ? '' : undefined}
                  aria-label={`${id}, day ${day + 1}: ${WORDS[marks[day] ?? '']}`}
                >
                  {marks[day]}
                </td>
              ))}
            </tr>
          );
        })}
        {below > 0 && <Gap height={below} width={grid.days + 2} />}
      </tbody>
    </table>
  );
}

function Gap({ height, width }: { readonly height: number; readonly width: number }) {
  return (
    <tr>
      <td colSpan={width} height={height} />
    </tr>
  );
}
