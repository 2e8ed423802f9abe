import { logout } from '../logout.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAdminLogout: Declare = (admin, context) => {
  addVerb(admin, {
    usage: 'logout',
    summary: 'Sign out and end the session',
    examples: ['mess admin logout'],
  }).action(() => logout(context));
};
