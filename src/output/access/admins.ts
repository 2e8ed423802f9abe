import type { Admin } from '../../domain/access/admin.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

const HEADER = ['id', 'role', 'disabled'];

export function adminListView(admins: readonly Admin[]): View {
  return {
    json: () => admins,
    csv: () => ({ header: HEADER, rows: admins.map(row) }),
    text: (page) =>
      renderTable(
        {
          columns: [{ title: 'ID' }, { title: 'Role' }, { title: 'Status' }],
          rows: admins.map(({ id, role, disabled }) => [
            id,
            role,
            disabled ? 'disabled' : 'enabled',
          ]),
        },
        page,
      ),
  };
}

/** @param sentence what was done to the admin */
export function adminView(admin: Admin, sentence: string): View {
  return {
    json: () => admin,
    csv: () => ({ header: HEADER, rows: [row(admin)] }),
    text: () => [`${visible(sentence)}\n`],
  };
}

function row({ id, role, disabled }: Admin): string[] {
  return [id, role, String(disabled)];
}
