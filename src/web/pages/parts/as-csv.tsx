import type { Given } from '../sent.ts';

/** Whether a page is asked for as a file. */
export function isAsCsv(query: Given): boolean {
  return query.as === 'csv';
}

/** The same page as a file for a spreadsheet. @param query what else was asked for */
export function AsCsv({
  path,
  query = {},
}: {
  readonly path: string;
  readonly query?: Given | undefined;
}) {
  const { as: _, done: __, ...asked } = query;
  return (
    <p class="no-print">
      <a class="tap" href={`${path}?${new URLSearchParams({ ...asked, as: 'csv' })}`} download>
        As a file for a spreadsheet (CSV)
      </a>
    </p>
  );
}
