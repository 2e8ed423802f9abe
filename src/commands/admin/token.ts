import type { Noun } from '../verb.ts';
import { adminTokenCreate } from './token/create.ts';
import { adminTokenList } from './token/list.ts';
import { adminTokenRevoke } from './token/revoke.ts';

export const adminToken: Noun = {
  name: 'token',
  summary: 'Let cron and other programs sign in',
  verbs: [adminTokenCreate, adminTokenList, adminTokenRevoke],
};
