import { basename } from 'node:path';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { DOCUMENTS } from '../../../../src/documents/schemas/registry.ts';
import { ENDPOINTS } from '../../../../src/web/api/catalogue.ts';
import type { Endpoint } from '../../../../src/web/api/endpoint.ts';
import { readToken } from '../../../support/books/open-past.ts';
import { createMess, splitWords, type TestMess } from '../../../support/mess.ts';
import { OWNER, PASSWORD } from '../../../support/template.ts';
import { serveMess } from '../../serve-mess.ts';
import type { Change } from './change.ts';
import { CHANGES } from './changes.ts';
import { LATE_CHANGES, MONEY_CHANGES } from './money-changes.ts';

/** Changes of which no command says the same, and why. */
const WITHOUT_TWIN: Readonly<Record<string, string>> = {
  signInAdmin: 'it tells the token, which a command keeps in a file and tells nobody',
  signInStudent: 'likewise',
  recordDaysOfMany: 'a command records the days of one, or imports a file',
  revokeSession: 'the sessions of a browser are no sessions of a terminal; see the test of schemas',
  revokeSessions: 'likewise',
};

/** It ends the session that asks. */
const SIGN_OUT: Change = { endpoint: 'signOut', path: '/session', command: 'admin logout' };

test('every change over HTTP is compared, or it is known why not', () => {
  const compared = [...CHANGES, ...MONEY_CHANGES, ...LATE_CHANGES, SIGN_OUT];
  const known = [...compared.map(({ endpoint }) => endpoint), ...Object.keys(WITHOUT_TWIN)];
  const changes = ENDPOINTS.filter(({ method }) => method !== 'GET').map(({ name }) => name);
  expect([...new Set(known)].sort()).toEqual(changes.sort());
  for (const name of ['revokeSession', 'revokeSessions']) {
    expect(find(name).answer).toEqual(DOCUMENTS['session revoke']);
  }
});

const FILE_NAME = 'sent.csv';

function find(name: string): Endpoint {
  const found = ENDPOINTS.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

/** What is random, or helps by a command line, is there in both. */
function comparable(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value) => {
      // The command has the way to it, too.
      if (key === 'file') return basename(value);
      // The hash of an entry is of its random id, too.
      if (key === 'record') return String(value).split(':')[0];
      if (key === 'warnings') return (value as string[]).length;
      return key === 'code' || key === 'token' ? typeof value : value;
    }),
  );
}

async function runCommand(mess: TestMess, { command, file, stdin }: Change): Promise<unknown> {
  const path = file === undefined ? '' : await mess.file(FILE_NAME, file);
  const words = splitWords(command).map((word) => (word === 'FILE' ? path : word));
  const { code, stdout, stderr } = await mess.with({ stdin: stdin ?? '' })(
    ...words,
    '--json',
    '--yes',
  );
  return code === 0 ? JSON.parse(stdout) : `${code}: ${stderr}`;
}

test('every change is answered with the document of its command', async () => {
  const [served, other] = [await createMess(), await createMess()];
  const { ask } = await serveMess(served);
  const compare = async (changes: readonly Change[]) => {
    const token = await readToken(served);
    for (const change of changes) {
      const { endpoint: name, path, body, file } = change;
      const { method, answer } = find(name);
      const headers = { 'x-file-name': FILE_NAME };
      const { status, json } = await ask(`/api/v1${path}`, { method, token, body, file, headers });
      const document = await runCommand(other, change);
      expect([name, path, status < 300, comparable(json)]).toEqual([
        name,
        path,
        true,
        comparable(document),
      ]);
      expect([name, [...Value.Errors(answer, json)]]).toEqual([name, []]);
    }
  };
  await compare([...CHANGES, ...MONEY_CHANGES]);
  for (const mess of [served, other]) {
    mess.now = new Date('2025-07-01T06:30:00Z');
    const login = ['admin', 'login', OWNER, '--password-stdin'];
    expect((await mess.with({ stdin: PASSWORD })(...login)).code).toBe(0);
  }
  await compare(LATE_CHANGES);
  const [one, two] = [await served.json('dues', 'list'), await other.json('dues', 'list')];
  expect(one).toEqual(two);
  await compare([SIGN_OUT]);
}, 180_000);
