import type { ComponentChildren } from 'preact';

/** A column: its title, and whether it holds figures. */
export type Column = string | { readonly title: string; readonly isFigure: true };

export interface Row {
  readonly key: string | number;
  /** The first one names the row. */
  readonly cells: readonly ComponentChildren[];
}

/** A date at the beginning stays on one line. */
function Cell({ children }: { readonly children: ComponentChildren }) {
  const date = typeof children === 'string' && /^\d{4}-\d{2}(-\d{2})?(?!\d)/.exec(children)?.[0];
  if (!date) return <>{children}</>;
  return (
    <span>
      <time>{date}</time>
      {(children as string).slice(date.length)}
    </span>
  );
}

/** Columns of figures. */
export function figures(...titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title, isFigure: true }));
}

/**
 * A table; on a narrow screen each row becomes a block, its cells below each other with their titles.
 *
 * @param none said where there are no rows
 */
export function Table({
  caption,
  columns,
  rows,
  foot,
  none,
}: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The sums, a cell for each column. */
  readonly foot?: readonly ComponentChildren[] | undefined;
  readonly none: string;
}) {
  if (rows.length === 0) return <p>{none}</p>;
  const titles = columns.map((each) => (typeof each === 'string' ? each : each.title));
  const classOf = (at: number) => (typeof columns[at] === 'object' ? 'number' : undefined);
  return (
    <table class="desk-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {titles.map((title, at) => (
            <th key={title} scope="col" class={classOf(at)}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...rest] }) => (
          <tr key={key}>
            <th scope="row" data-title={typeof first === 'number' ? titles[0] : undefined}>
              <Cell>{first}</Cell>
            </th>
            {rest.map((cell, at) => (
              <td key={titles[at + 1]} data-title={titles[at + 1]} class={classOf(at + 1)}>
                <Cell>{cell}</Cell>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>
            {foot.map((cell, at) => (
              <td
                key={titles[at]}
                data-title={at === 0 ? undefined : titles[at]}
                class={classOf(at)}
              >
                {cell}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
