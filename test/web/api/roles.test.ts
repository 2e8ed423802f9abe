import { expect, test } from 'vitest';
import { ADMIN_ROLES } from '../../../src/domain/access/admin.ts';
import { TOKEN_RIGHTS } from '../../../src/domain/access/service-token.ts';
import type { Actor } from '../../../src/domain/actor.ts';
import { MessError } from '../../../src/errors.ts';
import { requireAllowed } from '../../../src/operations/access/permissions.ts';
import { ENDPOINTS } from '../../../src/web/api/catalogue.ts';
import type { Endpoint } from '../../../src/web/api/endpoint.ts';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { stepOf } from '../../support/strength.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';
import { pathOf, sampleOf } from './requests.ts';

const AT = { expiresAt: '', tokenHash: '' };

/** Everybody who may ask, as the table of what each may do knows them. */
const ACTORS: readonly Actor[] = [
  ...ADMIN_ROLES.map((role) => ({ kind: 'admin', id: role, role, ...AT }) as const),
  ...TOKEN_RIGHTS.map((right) => ({ kind: 'token', id: right, may: [right], ...AT }) as const),
  { kind: 'student', no: 1, id: 'S001', ...AT },
  { kind: 'nobody', why: 'no session' },
];

function nameOf(actor: Actor): string {
  return 'id' in actor ? `${actor.kind} ${actor.id}` : actor.kind;
}

/** The owner of every mess of a test has a name of their own. */
function idOf(actor: Actor): string {
  if (!('id' in actor)) return 'x';
  return actor.id === 'owner' ? OWNER : actor.id;
}

/** What is refused by who asks alone: 401 or 403. */
function refusalOf(actor: Actor, { permission, own }: Endpoint): number | undefined {
  if (permission === 'none') return undefined;
  try {
    requireAllowed(actor, permission, own);
    return undefined;
  } catch (error) {
    return error instanceof MessError && error.code === 'not_signed_in' ? 401 : 403;
  }
}

/** The least of the admins who may, and the one below. */
function isLimit(place: number, endpoint: Endpoint): boolean {
  const may = (actor: Actor | undefined) =>
    actor?.kind === 'admin' && refusalOf(actor, endpoint) === undefined;
  return may(ACTORS[place]) ? !may(ACTORS[place + 1]) : may(ACTORS[place - 1]);
}

/** These end the session that asks. */
const ENDING = ['signOut', 'revokeSessions'];

test('every route lets pass and refuses as the table of roles has it', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('purchase add --date 2025-05-30 --amount 10 --head Milk');
  for (const role of ['manager', 'clerk', 'viewer']) {
    const add = mess.with({ stdin: PASSWORD });
    expect((await add('admin', 'add', role, '--role', role, '--password-stdin')).code).toBe(0);
  }
  const { ask } = await serveMess(mess);
  const tokens = new Map<string, string>();
  for (const right of TOKEN_RIGHTS) {
    const line = ['admin', 'token', 'create', right, '--may', right];
    const made = await mess.json<{ token: string }>(...line);
    tokens.set(right, made.token);
  }
  const signIn = async (actor: Actor): Promise<string | undefined> => {
    if (actor.kind === 'token') return tokens.get(actor.id);
    if (actor.kind !== 'admin' && actor.kind !== 'student') return undefined;
    const [path, body] =
      actor.kind === 'student'
        ? ['student', { id: actor.id, phone: '9876543210' }]
        : ['admin', { id: idOf(actor), password: PASSWORD }];
    const { json } = await ask(`/api/v1/sessions/${path}`, { body });
    return json.token;
  };
  const wrong: string[] = [];
  for (const [place, actor] of ACTORS.entries()) {
    let token = await signIn(actor);
    for (const [at, endpoint] of ENDPOINTS.entries()) {
      const isTried = isLimit(place, endpoint) || (place + at) % stepOf(6) === 0;
      if (!isTried) continue;
      const sample = sampleOf(
        endpoint,
        endpoint.name === 'revokeSessions' ? { query: `?of=${idOf(actor)}` } : {},
      );
      const { status } = await ask(pathOf(endpoint, sample), {
        method: endpoint.method,
        token,
        ...(endpoint.takesFile ? { file: sample.file ?? 'x' } : {}),
        ...(endpoint.body && { body: sample.body ?? {} }),
      });
      if (ENDING.includes(endpoint.name)) token = await signIn(actor);
      const expected = refusalOf(actor, endpoint);
      const isRefused = endpoint.isSignIn ? false : [401, 403].includes(status);
      if (expected === undefined ? isRefused || status >= 500 : status !== expected) {
        wrong.push(`${nameOf(actor)}: ${endpoint.name} is ${status}, not ${expected ?? 'allowed'}`);
      }
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);

test('a student sees nobody else', async () => {
  const mess = await createMess();
  await addMay(mess);
  const { ask } = await serveMess(mess);
  const { json } = await ask('/api/v1/sessions/student', {
    body: { id: 's001', phone: '9876543210' },
  });
  const of = (id: string) => ask(`/api/v1/students/${id}/expenses`, { token: json.token });
  expect((await of('S001')).json.student.id).toBe('S001');
  for (const id of ['S002', 'nobody']) {
    expect(await of(id)).toMatchObject({ status: 403, json: { error: { reason: 'not_own' } } });
  }
});
