import { SESSION } from '../../documents/access.ts';
import { listSessions } from '../../operations/access/session-list.ts';
import { SESSION_LIST } from '../../output/access/sessions.ts';
import { listRecords } from '../list-records.ts';
import { defineVerb } from '../verb.ts';

export const sessionList = defineVerb({
  name: 'list',
  summary: 'List who is signed in, where and since when',
  details: "Each sees their own sessions, and an owner everybody's. What is over is not listed.",
  examples: ['mess session list', 'mess session list --json'],
  permission: 'see the own sessions',
  own: 'see own sessions',
  run: listRecords(SESSION, listSessions, SESSION_LIST),
});
