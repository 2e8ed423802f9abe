import { Readable } from 'node:stream';
import type { Statement } from '../../../src/domain/payments/bank/statement.ts';
import { DEFAULT_BOUNDS } from '../../../src/input/csv/csv.ts';
import { readStatement, type StatementOptions } from '../../../src/input/payments/file.ts';

/** Reads the text of a statement as if it were a file, in pieces that end anywhere. */
export function readText(
  text: string,
  options: Partial<StatementOptions> = {},
  pieceBytes = 1000,
): Promise<Statement> {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) =>
    bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes),
  );
  const source = {
    name: 'statement.csv',
    chunks: Readable.from(pieces),
    progress: () => ({ bytes: 0, fraction: undefined }),
    digest: () => '',
  };
  return readStatement(source, {
    ...DEFAULT_BOUNDS,
    currency: 'INR',
    currencyDecimals: 2,
    locale: 'en-IN',
    timeZone: 'Asia/Kolkata',
    today: '2025-08-01',
    ...options,
  });
}
