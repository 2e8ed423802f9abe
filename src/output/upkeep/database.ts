import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

export function databaseStatusView(status: {
  readonly database: string;
  readonly servers?: readonly { readonly server: string; readonly fault: string | null }[];
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}): View {
  const { database, servers, applied, pending } = status;
  const isCurrent = pending.length === 0;
  const rows = () => [
    ...applied.map((name) => [name, 'applied']),
    ...pending.map((name) => [name, 'pending']),
  ];
  return {
    json: () => ({
      database,
      state: isCurrent ? 'current' : 'pending',
      applied,
      pending,
      ...(servers && { servers }),
    }),
    csv: () => ({ header: ['migration', 'state'], rows: rows() }),
    text: function* () {
      const all = applied.length + pending.length;
      const state = isCurrent
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

export function migratedView(migrated: {
  readonly database: string;
  readonly applied: readonly string[];
  readonly copyOfBefore: string | undefined;
}): View {
  const { database, applied, copyOfBefore } = migrated;
  return {
    json: () => ({ database, applied, copyOfBefore: copyOfBefore ?? null }),
    csv: () => ({ header: ['migration'], rows: applied.map((name) => [name]) }),
    text: function* () {
      if (applied.length === 0) yield `${visible(database)} is up to date already.\n`;
      else yield `${visible(database)} is up to date now: ${applied.join(', ')}.\n`;
      if (copyOfBefore !== undefined) yield `A copy of before is ${visible(copyOfBefore)}.\n`;
    },
  };
}

/** @param where what was written, for documents; `sentence` says it for people */
export function copiedView(
  { tables }: { readonly tables: readonly { readonly name: string; readonly rows: number }[] },
  where: Readonly<Record<string, string>>,
  sentence: string,
): View {
  return {
    json: () => ({ ...where, tables: Object.fromEntries(tables.map((t) => [t.name, t.rows])) }),
    csv: () => ({ header: ['table', 'rows'], rows: tables.map(({ name, rows }) => [name, rows]) }),
    text: function* () {
      const count = (name: string, one: string, many: string) => {
        const rows = tables.find((table) => table.name === name)?.rows ?? 0;
        return `${rows.toLocaleString('en')} ${rows === 1 ? one : many}`;
      };
      const counts = [
        count('students', 'student', 'students'),
        count('attendance', 'figure of attendance', 'figures of attendance'),
        count('bills', 'bill', 'bills'),
        count('audit_entries', 'change recorded', 'changes recorded'),
      ];
      yield `${visible(sentence)}: ${counts.join(', ')}.\n`;
    },
  };
}
