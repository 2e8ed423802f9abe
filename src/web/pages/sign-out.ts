import { signOut } from '../../operations/access/sessions.ts';
import type { Page } from './page.ts';

/** Ends the session, at the server too. */
export const signOutPage: Page = {
  path: '/sign-out',
  front: 'student',
  permission: 'none',
  async get() {
    return { to: '/' };
  },
  async post({ mess, actor, request, endSession }) {
    if ('id' in actor && request.shown !== undefined) {
      await signOut(mess, actor, request.shown.token);
    }
    return { to: actor.kind === 'admin' ? '/adminloginpage' : '/', cookies: [endSession()] };
  },
};
