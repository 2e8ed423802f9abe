import { encode } from 'uqr';

/** White around it by which an app finds it (ISO/IEC 18004, 9.1). */
const QUIET_ZONE = 4;

/** A QR code, dark on white also where the page is dark: many apps read no other. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect class="light" width={size} height={size} />
      <path class="dark" d={drawRuns(data)} />
    </svg>
  );
}

/** One path: a rectangle for each run of dark modules in a row. */
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
