import type { Actor } from '../domain/actor.ts';
import { escapeJson } from '../domain/values/text.ts';
import { requireAllowed } from '../operations/access/permissions.ts';
import { identify, identifyService } from '../operations/access/sessions.ts';
import type { Lanes } from '../operations/mess/lanes.ts';
import type { Mess } from '../operations/mess/mess.ts';
import { versionOfAnswers } from '../operations/mess/version.ts';
import { refuseWithoutPassword } from './access/own-password.ts';
import { maskPhoneKey, maySeePhones } from './access/phones.ts';
import { noteHolder } from './access/who.ts';
import type { Endpoint } from './api/endpoint.ts';
import { answerOnce } from './api/once.ts';
import { Reply } from './api/reply.ts';
import type { WebAnswer, WebRequest } from './request.ts';

/**
 * Answers a request to an endpoint: who asks, whether they may, the operation, its document.
 *
 * @throws MessError
 */
export async function answerEndpoint(
  lanes: Lanes,
  endpoint: Endpoint,
  request: WebRequest,
): Promise<WebAnswer> {
  if (endpoint.needsPassword) await checkPassword(lanes, endpoint, request);
  const isRead = endpoint.method === 'GET';
  const isSlow = endpoint.isSignIn || endpoint.hashesPassword;
  return lanes[isSlow ? 'signIn' : isRead ? 'read' : 'write'](async (opened) => {
    const actor = await enter(opened, endpoint, request);
    const answer = async (mess: Mess, headers = {}) => {
      const { params, query, body } = request;
      const input = { params, query, body } as never;
      const document = await endpoint.run({ mess, actor, request }, input);
      const replacer = maySeePhones(actor) ? undefined : maskPhoneKey;
      return toAnswer(endpoint, document, headers, replacer);
    };
    if (!isRead) return answerOnce(opened, actor, endpoint, request, answer);
    if (endpoint.isFleeting) return answer(opened);
    const version = await versionOfAnswers(opened, actor);
    const headers = { etag: version };
    return request.known === version ? { status: 304, headers, body: '' } : answer(opened, headers);
  });
}

/**
 * Refuses whoever may not, before what they send is read.
 *
 * @throws MessError
 */
export async function refuseAtOnce(
  lanes: Lanes,
  endpoint: Endpoint,
  request: WebRequest,
): Promise<void> {
  await lanes.read((mess) => enter(mess, endpoint, request));
}

async function enter(mess: Mess, endpoint: Endpoint, request: WebRequest): Promise<Actor> {
  const actor = await identifyShown(mess, request);
  if (endpoint.permission !== 'none') requireAllowed(actor, endpoint.permission, endpoint.own);
  return actor;
}

/** Apart from the change and before it: a slow hash is worked out, and a wrong one counts whatever comes of the rest. */
async function checkPassword(lanes: Lanes, endpoint: Endpoint, request: WebRequest): Promise<void> {
  const { ownPassword } = request.body as { readonly ownPassword: string };
  await lanes.signIn(async (mess) => {
    const actor = await enter(mess, endpoint, request);
    await refuseWithoutPassword(mess, actor, ownPassword, request);
  });
}

function toAnswer(
  { status }: Endpoint,
  answered: unknown,
  headers: Readonly<Record<string, string>>,
  replacer: ((key: string, value: unknown) => unknown) | undefined,
): WebAnswer {
  const reply = answered instanceof Reply ? answered : new Reply(answered, {});
  return jsonAnswer(reply.document, status, { ...headers, ...reply.headers }, replacer);
}

/** Characters that are not safe to be shown are `\u` escapes in it, as in what the command line answers. */
export function jsonAnswer(
  document: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
  replacer?: (key: string, value: unknown) => unknown,
): WebAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: escapeJson(JSON.stringify(document, replacer)),
  };
}

/** Who shows a token. Where students alone are served, nobody else is anybody. */
export async function identifyShown(mess: Mess, request: WebRequest): Promise<Actor> {
  const { shown, onlyStudents } = request;
  const actor = await (shown?.kind === 'service'
    ? identifyService(mess, shown.token)
    : identify(mess, shown?.token));
  noteHolder(shown, actor);
  const isServed = !onlyStudents || actor.kind === 'student' || actor.kind === 'nobody';
  return isServed ? actor : { kind: 'nobody', why: 'no session' };
}
