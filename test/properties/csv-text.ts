import { parse } from 'csv-parse/sync';

export interface CsvStyle {
  readonly delimiter?: string;
  readonly newline?: string;
}

/** CSV of these rows, each cell in quotes that needs them. */
export function csvText(
  rows: readonly (readonly string[])[],
  { delimiter = ',', newline = '\n' }: CsvStyle = {},
): string {
  const cell = (text: string) =>
    /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll('\n', newline)}"` : text;
  return rows.map((cells) => `${cells.map(cell).join(delimiter)}${newline}`).join('');
}

/** The line each row of `csvText` starts on. */
export function startLines(rows: readonly (readonly string[])[]): number[] {
  let line = 1;
  return rows.map((cells) => {
    const start = line;
    line += 1 + cells.join('').split('\n').length - 1;
    return start;
  });
}

export function parseCsv(text: string): string[][] {
  return parse(text, { relax_column_count: true, bom: true });
}
