import type { Actor } from '../domain/actor.ts';
import { requireAllowed } from '../operations/access/permissions.ts';
import { identify, identifyService } from '../operations/access/sessions.ts';
import type { Lanes } from '../operations/mess/lanes.ts';
import type { Mess } from '../operations/mess/mess.ts';
import { versionOfAnswers } from '../operations/mess/version.ts';
import type { Endpoint } from './api/endpoint.ts';
import { answerOnce } from './api/once.ts';
import type { ShownToken, WebAnswer, WebRequest } from './request.ts';

/**
 * Answers a request to an endpoint: who asks, whether they may, the operation, its document.
 *
 * @throws MessError
 */
export function answerEndpoint(
  lanes: Lanes,
  endpoint: Endpoint,
  request: WebRequest,
): Promise<WebAnswer> {
  const isRead = endpoint.method === 'GET';
  return lanes[endpoint.isSignIn ? 'signIn' : isRead ? 'read' : 'write'](async (opened) => {
    const actor = await enter(opened, endpoint, request);
    const answer = async (mess: Mess, headers = {}) => {
      const { params, query, body } = request;
      const input = { params, query, body } as never;
      const document = await endpoint.run({ mess, actor, request }, input);
      return jsonAnswer(document, endpoint.status, headers);
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

async function enter(mess: Mess, endpoint: Endpoint, { shown }: WebRequest): Promise<Actor> {
  const actor = await identifyShown(mess, shown);
  if (endpoint.permission !== 'none') requireAllowed(actor, endpoint.permission, endpoint.own);
  return actor;
}

export function jsonAnswer(
  document: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): WebAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(document),
  };
}

/** Who shows a token. */
export async function identifyShown(mess: Mess, shown: ShownToken | undefined): Promise<Actor> {
  if (shown?.kind === 'service') return identifyService(mess, shown.token);
  return identify(mess, shown?.token);
}
