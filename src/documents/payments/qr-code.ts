import { encode } from 'uqr';

/** White around it by which an app finds it (ISO/IEC 18004, 9.1). */
const QUIET_ZONE = 4;

/** A QR code: so many modules wide and high, and its dark ones as the path of a drawing. */
export interface QrCode {
  readonly size: number;
  /** SVG path data: a rectangle for each run of dark modules in a row. */
  readonly path: string;
}

/** With error correction of level M, as payment apps have it. */
export function makeQrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  return { size, path: drawRuns(data) };
}

function drawRuns(rows: readonly (readonly boolean[])[]): string {
  const parts: string[] = [];
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      const length = x - start + 1;
      parts.push(`M${start} ${y}h${length}v1h-${length}z`);
    }
  }
  return parts.join('');
}
