import type { Fields } from './fields.ts';

export const STUDENT = {
  id: 'word',
  name: 'text',
  branch: 'text',
  phone: 'word',
  joined: 'day?',
  left: 'day?',
} as const satisfies Fields;
