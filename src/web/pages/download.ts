import { renderCsv, type Sheet } from '../../documents/sheet.ts';
import type { WebAnswer } from '../request.ts';

/** A sheet that is kept as a file, and not shown. */
export interface Download {
  /** Without its ending, such as `bill-2025-05`. */
  readonly name: string;
  readonly sheet: Sheet;
}

/** The file as a browser is sent it: never opened in the page's place, whatever is in it. */
export function downloadAnswer({ name, sheet }: Download): WebAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${safeName(name)}.csv"`,
    },
    // Without the mark a spreadsheet takes it for the letters of the machine.
    body: `\ufeff${[...renderCsv(sheet)].join('')}`,
  };
}

/** An id may have a slash, and a header has no other letters: what is left is a name on every machine. */
function safeName(name: string): string {
  const safe = name.normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-');
  return safe.replace(/^[.-]+|[.-]+$/g, '').slice(0, 100) || 'mess';
}
