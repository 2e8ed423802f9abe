import { verifiedDocument, verifiedRecordDocument, verifiedSheet } from '../../documents/upkeep.ts';
import type { Finding, VerifiedDatabase, VerifiedRecord } from '../../domain/upkeep/finding.ts';
import { visible } from '../../domain/values/text.ts';
import { headLine } from '../mess/record.ts';
import type { View } from '../page/view.ts';

export function verifiedView(verified: VerifiedDatabase): View {
  const { database, tables } = verified;
  const document = verifiedDocument(verified);
  return {
    json: () => document,
    csv: () => verifiedSheet(document),
    text: function* () {
      const rows = tables.reduce((total, table) => total + table.rows, 0);
      yield `${visible(database)}: all holds (${rows.toLocaleString('en')} rows in ${tables.length} tables).\n`;
    },
  };
}

export function verifiedRecordView(verified: VerifiedRecord): View {
  const { entries, head, anchor } = verified;
  const document = verifiedRecordDocument(verified);
  return {
    json: () => document,
    csv: () => verifiedSheet(document),
    text: function* () {
      const many = entries === 1 ? 'its one entry is' : `all ${entries.toLocaleString('en')} are`;
      const there =
        anchor === undefined ? '' : `, and entry ${anchor.sequence} is the one written down`;
      yield `The record of changes holds: ${many} as written${there}.\n`;
      yield headLine(head);
    },
  };
}

/** One finding on one line: `TABLE KEY: CHECK: sentence`. */
export function findingLine({ check, table, key, message }: Finding): string {
  const where = [table, key].filter((part) => part !== '').join(' ');
  return visible(`${where === '' ? '' : `${where}: `}${check}: ${message}`);
}
