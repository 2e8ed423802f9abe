import { logOut } from '../log-out.ts';
import { defineVerb } from '../verb.ts';

export const studentLogout = defineVerb({
  name: 'logout',
  summary: 'Sign out and end the session',
  examples: ['mess student logout'],
  permission: 'none',
  run: logOut,
});
