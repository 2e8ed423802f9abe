import { createHash } from 'node:crypto';
import {
  dataPackageDocument,
  type PackageFacts,
  type WrittenTable,
} from '../../documents/data-package.ts';
import type { ExportedTable } from '../../domain/upkeep/exported-table.ts';
import { renderCsv, renderJson } from '../page/render.ts';

/** A file of a folder that is written; its pieces are to be read before the next file is asked for. */
export interface FileToWrite {
  readonly name: string;
  readonly pieces: AsyncIterable<string>;
}

/** Tables as a tabular data package: a file each, and then the one that says what they are. */
export async function* renderPackage(
  facts: PackageFacts,
  tables: readonly ExportedTable[],
): AsyncGenerator<FileToWrite> {
  const written: WrittenTable[] = [];
  for (const table of tables) {
    const path = `${table.name}.csv`;
    const hash = createHash('sha256');
    let bytes = 0;
    async function* pieces() {
      for await (const piece of renderTable(table)) {
        hash.update(piece);
        bytes += Buffer.byteLength(piece);
        yield piece;
      }
    }
    yield { name: path, pieces: pieces() };
    const { rows: _, ...what } = table;
    written.push({ ...what, path, bytes, sha256: hash.digest('hex') });
  }
  const text = renderJson(dataPackageDocument(facts, written));
  yield { name: 'datapackage.json', pieces: once(text) };
}

async function* renderTable({ fields, rows }: ExportedTable): AsyncGenerator<string> {
  yield* renderCsv({ header: fields.map(({ name }) => name), rows: [] });
  for await (const batch of rows) {
    // The header is there already.
    const [, ...pieces] = renderCsv({ header: [], rows: batch });
    yield pieces.join('');
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
