import { plant } from '../books/planted.ts';
import type { TestMess } from '../mess.ts';

/** An entry of `audit list --json`. */
export interface Entry {
  readonly sequence: number;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly command: string;
  readonly subject: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes an entry past the program, such as another front would. */
export function plantEntry(
  mess: TestMess,
  entry: Readonly<Record<string, string | number | null>>,
): void {
  const row = {
    operation_id: `op ${entry.sequence}`,
    at: '2025-06-02T00:00:00.000Z',
    actor_kind: 'admin',
    actor_id: 'warden',
    command: 'settings',
    subject: null,
    month: null,
    before: null,
    after: null,
    ...entry,
  };
  const names = Object.keys(row).map((name) => `"${name}"`);
  const marks = names.map(() => '?').join(', ');
  plant(mess, [
    [`insert into audit_entries (${names.join(', ')}) values (${marks})`, ...Object.values(row)],
  ]);
}

/** The newest entry as its number and the beginning of its hash, read past the program. */
export function anchorIn(mess: TestMess): string {
  const [newest] = mess.rows<{ sequence: number; hash: string }>(
    'select "sequence", hash from audit_entries order by "sequence" desc limit 1',
  );
  return `${newest?.sequence}:${newest?.hash.slice(0, 12)}`;
}

/** The same as it is printed. */
export function headIn(mess: TestMess): string {
  return `Record ${anchorIn(mess).replace(':', ' · ')}\n`;
}

/** What a bill says but for the record of changes, which goes on. */
export function withoutRecord<T extends object>(bill: T): Omit<T, 'record'> {
  if (Array.isArray(bill)) return bill;
  const { record: _, ...rest } = bill as T & { record?: unknown };
  return rest;
}
