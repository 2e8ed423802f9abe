import type { Declare } from '../verb.ts';
import { declareAdminTokenCreate } from './token/create.ts';
import { declareAdminTokenList } from './token/list.ts';
import { declareAdminTokenRevoke } from './token/revoke.ts';

/** A noun below a noun: bare it prints its help, like every noun. */
export const declareAdminToken: Declare = (admin, context) => {
  const summary = 'Let cron and other programs sign in';
  const token = admin.command('token').summary(summary).description(`${summary}.`);
  token.helpCommand(false);
  declareAdminTokenCreate(token, context);
  declareAdminTokenList(token, context);
  declareAdminTokenRevoke(token, context);
};
