import type { ADMIN } from '../../documents/access.ts';
import type { ListOptions } from '../page/records.ts';

export const ADMIN_LIST: ListOptions<typeof ADMIN> = {
  columns: {
    disabled: { title: 'Status', cell: ({ disabled }) => (disabled ? 'disabled' : 'enabled') },
  },
};
