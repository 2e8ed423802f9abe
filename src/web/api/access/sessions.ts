import { identityDocument, SESSION } from '../../../documents/access.ts';
import { documentMaker } from '../../../documents/fields.ts';
import { Identity, Session, SignedOut } from '../../../documents/schemas/access.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { parseSessionName } from '../../../domain/access/session.ts';
import { parseId } from '../../../domain/values/id.ts';
import { requireAllowed } from '../../../operations/access/permissions.ts';
import { listSessions, revokeSessions } from '../../../operations/access/session-list.ts';
import { signOut } from '../../../operations/access/sessions.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, Text } from '../input.ts';

const toSession = documentMaker(SESSION);

export const SESSION_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'showSession',
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, and until when',
    permission: 'see who is signed in',
    own: 'see who is signed in',
    answer: Identity,
    isFleeting: true,
    async run({ actor }) {
      const who = requireAllowed(actor, 'see who is signed in', 'see who is signed in');
      return identityDocument(who);
    },
  }),
  defineEndpoint({
    name: 'signOut',
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    details: 'A service token is no session: it stays until an owner revokes it.',
    permission: 'see who is signed in',
    own: 'see who is signed in',
    answer: SignedOut,
    async run({ mess, actor, request: { shown } }) {
      if (shown?.kind !== 'session' || !('id' in actor)) return { signedOut: null };
      await signOut(mess, actor, shown.token);
      return { signedOut: actor.id };
    },
  }),
  defineEndpoint({
    name: 'listSessions',
    method: 'GET',
    path: '/sessions',
    summary: "Who is signed in where: the own sessions, and for an owner everybody's",
    permission: 'see the own sessions',
    own: 'see own sessions',
    answer: listOf(Session),
    isFleeting: true,
    async run({ mess, actor }) {
      return (await listSessions(mess, actor)).map(toSession);
    },
  }),
  defineEndpoint({
    name: 'revokeSession',
    method: 'DELETE',
    path: '/sessions/:session',
    summary: 'End a session, wherever it is',
    permission: 'end the own sessions',
    own: 'end own sessions',
    answer: listOf(Session),
    async run({ mess, actor }, { params }) {
      const session = parseField('session', parseSessionName, params.session);
      return (await revokeSessions(mess, actor, { session })).map(toSession);
    },
  }),
  defineEndpoint({
    name: 'revokeSessions',
    method: 'DELETE',
    path: '/sessions',
    summary: 'End all sessions of an admin or a student',
    permission: 'end the own sessions',
    own: 'end own sessions',
    query: keys({ of: Text }),
    answer: listOf(Session),
    async run({ mess, actor }, { query }) {
      const of = parseField('of', parseId, query.of);
      return (await revokeSessions(mess, actor, { of })).map(toSession);
    },
  }),
];
