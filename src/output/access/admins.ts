import { ADMIN } from '../../documents/access.ts';
import type { Admin } from '../../domain/access/admin.ts';
import { recordListView, type Style } from '../page/records.ts';
import type { View } from '../page/view.ts';

export function adminListView(admins: readonly Admin[], style: Style): View {
  const cell = ({ disabled }: { readonly disabled: boolean }) =>
    disabled ? 'disabled' : 'enabled';
  return recordListView(ADMIN, admins, style, { columns: { disabled: { title: 'Status', cell } } });
}
