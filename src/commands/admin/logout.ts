import { logOut } from '../log-out.ts';
import { defineVerb } from '../verb.ts';

export const adminLogout = defineVerb({
  name: 'logout',
  summary: 'Sign out and end the session',
  examples: ['mess admin logout'],
  permission: 'none',
  run: logOut,
});
