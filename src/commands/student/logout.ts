import { logout } from '../logout.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareStudentLogout: Declare = (student, context) => {
  addVerb(student, {
    usage: 'logout',
    summary: 'Sign out and end the session',
    examples: ['mess student logout'],
  }).action(() => logout(context));
};
