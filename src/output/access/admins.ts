import { adminDocument, adminSheet } from '../../documents/access.ts';
import type { Admin } from '../../domain/access/admin.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

export function adminListView(admins: readonly Admin[]): View {
  const document = admins.map(adminDocument);
  return {
    json: () => document,
    csv: () => adminSheet(document),
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
  const document = adminDocument(admin);
  return {
    json: () => document,
    csv: () => adminSheet([document]),
    text: () => [`${visible(sentence)}\n`],
  };
}
