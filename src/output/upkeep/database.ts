import type { CopiedMessDocument } from '../../documents/schemas/upkeep.ts';
import {
  copiedMessDocument,
  copiedMessSheet,
  databaseStatusDocument,
  databaseStatusSheet,
  migratedDocument,
  migratedSheet,
  storedOperationSheet,
} from '../../documents/upkeep.ts';
import type { CopiedMess } from '../../domain/upkeep/backup.ts';
import type { DatabaseStatus, MigratedDatabase } from '../../domain/upkeep/database-status.ts';
import { visible } from '../../domain/values/text.ts';
import { headLine } from '../mess/record.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';

export function databaseStatusView(status: DatabaseStatus): View {
  const { database, servers, applied, pending } = status;
  const document = databaseStatusDocument(status);
  return {
    json: () => document,
    csv: () => databaseStatusSheet(document),
    text: function* () {
      const all = applied.length + pending.length;
      const state =
        pending.length === 0
          ? `up to date (${all} migrations)`
          : `${pending.length} of ${all} migrations pending: ${pending.join(', ')}`;
      yield `Database   ${visible(database)}\n`;
      for (const [index, { server, fault }] of (servers ?? []).entries()) {
        const label = index === 0 ? 'Servers' : '';
        yield `${label.padEnd(11)}${visible(fault ?? `${server} is ready.`)}\n`;
      }
      yield `Tables     ${state}\n`;
    },
  };
}

/** That an operation whose outcome was unknown is stored. */
export function storedOperationView(operation: string, database: string): View {
  const document = { operation, stored: true, database } as const;
  const sentence = `The operation is stored in ${database}.`;
  return sentenceView(document, () => storedOperationSheet(document), sentence);
}

export function migratedView(migrated: MigratedDatabase): View {
  const { database, applied, copyOfBefore } = migrated;
  const document = migratedDocument(migrated);
  return {
    json: () => document,
    csv: () => migratedSheet(document),
    text: function* () {
      if (applied.length === 0) yield `${visible(database)} is up to date already.\n`;
      else yield `${visible(database)} is up to date now: ${applied.join(', ')}.\n`;
      if (copyOfBefore !== undefined) yield `A copy of before is ${visible(copyOfBefore)}.\n`;
    },
  };
}

/** @param where what was written, for documents; `sentence` says it for people */
export function copiedView(
  copied: CopiedMess,
  where: Omit<CopiedMessDocument, 'tables' | 'record'>,
  sentence: string,
): View {
  const { tables, bills, record } = copied;
  const document = copiedMessDocument(copied, where);
  return {
    json: () => document,
    csv: () => copiedMessSheet(document),
    text: function* () {
      const say = (count: number, one: string, many: string) =>
        `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
      const rowsOf = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0;
      const counts = [
        say(rowsOf('students'), 'student', 'students'),
        say(rowsOf('attendance'), 'figure of attendance', 'figures of attendance'),
        say(bills, 'bill', 'bills'),
        say(rowsOf('audit_entries'), 'change recorded', 'changes recorded'),
      ];
      yield `${visible(sentence)}: ${counts.join(', ')}.\n`;
      const removed = where.removed?.length ?? 0;
      if (removed > 0) yield `Removed ${say(removed, 'older backup', 'older backups')}.\n`;
      yield headLine(record);
    },
  };
}
