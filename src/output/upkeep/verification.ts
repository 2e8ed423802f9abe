import type { Finding } from '../../domain/upkeep/finding.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

export function verifiedView(verified: {
  readonly database: string;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly findings: readonly Finding[];
}): View {
  const { database, tables, findings } = verified;
  return {
    json: () => ({
      database,
      tables: Object.fromEntries(tables.map(({ name, rows }) => [name, rows])),
      findings,
    }),
    csv: () => ({
      header: ['check', 'table', 'key', 'message'],
      rows: findings.map(({ check, table, key, message }) => [check, table, key, message]),
    }),
    text: function* () {
      const rows = tables.reduce((total, table) => total + table.rows, 0);
      yield `${visible(database)}: all holds (${rows.toLocaleString('en')} rows in ${tables.length} tables).\n`;
    },
  };
}

/** One finding on one line: `TABLE KEY: CHECK: sentence`. */
export function findingLine({ check, table, key, message }: Finding): string {
  const where = [table, key].filter((part) => part !== '').join(' ');
  return visible(`${where === '' ? '' : `${where}: `}${check}: ${message}`);
}
