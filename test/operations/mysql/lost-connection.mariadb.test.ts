import { describe, expect, test } from 'vitest';
import { createMess, type Result, type TestMess } from '../../support/mess.ts';
import { createMessNow, runMess } from '../../support/process.ts';
import { addMay } from '../../support/records/month.ts';
import { MINUTE_MS, passMs } from '../../support/records/sign-in.ts';
import type { RunOptions } from '../../support/run.ts';
import { connectPast } from '../../support/server/connection.ts';
import {
  errorAnswer,
  type NetworkProxy,
  type Strike,
  startProxy,
} from '../../support/server/proxy.ts';
import { stepOf } from '../../support/strength.ts';

const REGISTER = 'bill register --month 2025-05 --total 90000 --quiet'.split(' ');

async function createMay(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  // So long that the command notes the use of the session, too.
  passMs(mess, 2 * MINUTE_MS);
  return mess;
}

function registerThrough(
  mess: TestMess,
  proxy: NetworkProxy,
  options: Pick<RunOptions, 'answerTimeoutMs' | 'busyTimeoutMs'> = {},
): Promise<Result> {
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: proxy.urlOf(mess.database) };
  return mess.with({ env, ...options })(...REGISTER);
}

/** What there is of the bill of 90,000.00. */
function stored(mess: TestMess): unknown {
  const [counts] = mess.rows(
    `select
       (select count(*) from bills where status = 'live') as bills,
       (select count(*) from shares) as shares,
       (select coalesce(sum(amount_minor), 0) from shares) as amount,
       (select count(*) from audit_entries where command = 'bill register') as entries,
       (select count(*) from bills join audit_entries using (operation_id)) as matching`,
  );
  return counts;
}

const WHOLE = { bills: 1, shares: 4, amount: 90_000_00, entries: 1, matching: 1 };
const NOTHING = { bills: 0, shares: 0, amount: 0, entries: 0, matching: 0 };

/** 0 says that the bill is there, and 7 or 9 that it is not; whoever tries again gets it. */
async function expectTrue(mess: TestMess, at: string, code: number): Promise<void> {
  expect([at, [0, 7, 9].includes(code), code]).toEqual([at, true, code]);
  expect([at, stored(mess)]).toEqual([at, code === 0 ? WHOLE : NOTHING]);
  // With little patience: nothing may be locked any more.
  const again = await mess.with({ env: { MESS_HOME: mess.home }, busyTimeoutMs: 1000 })(
    ...REGISTER,
  );
  expect([at, again.code]).toEqual([at, code === 0 ? 8 : 0]);
  expect([at, stored(mess)]).toEqual([at, WHOLE]);
}

/** As if it had never been registered. */
function forgetBill(mess: TestMess): void {
  const db = connectPast(mess.database);
  db.run('delete from shares');
  db.run('delete from bills');
  db.run("delete from audit_entries where command = 'bill register'");
  db.close();
}

function lostWhileStoring(label: string): string {
  return (
    `error: The connection to ${label} was lost while storing. Nothing was changed.\n` +
    'hint: try again in a moment\n'
  );
}

test.each(['before', 'after'] as const)(
  'cut at any packet, %s the server has it: what the exit code says is true',
  async (when) => {
    const mess = await createMay();
    const codes: number[] = [];
    // Every day, each other packet, one way or the other.
    const step = stepOf(4);
    for (let at = when === 'before' ? 1 : step; ; at += step) {
      const proxy = await startProxy(mess.database, { strike: { at, by: 'cut', when } });
      const { code } = await registerThrough(mess, proxy);
      codes.push(code);
      await expectTrue(mess, `packet ${at}: ${proxy.packets.at(-1)}`, code);
      if (!proxy.hasStruck) break;
      forgetBill(mess);
    }
    // From signing in to the good-bye.
    expect(codes.length).toBeGreaterThan(20 / step);
    expect(codes.filter((code) => code === 7).length).toBeGreaterThan(10 / step);
  },
);

test('silence at any packet ends, and what the exit code says is true', async () => {
  const strikes: Strike[] = [];
  for (let at = 1; at < 24; at++) {
    // Each waits for the silence to be long enough, so not every packet is tried both ways.
    if (at % 4 === 1) strikes.push({ at, by: 'silence', when: 'before' });
    if (at % 4 === 3) strikes.push({ at, by: 'silence', when: 'after' });
  }
  // The server still waits for this one on the old connection, which has to be ended to be sure.
  strikes.push({ at: 'COMMIT', by: 'silence', when: 'before' });
  strikes.push({ at: 'COMMIT', by: 'silence', when: 'after' });
  const runs: { readonly mess: TestMess; readonly proxy: NetworkProxy; readonly at: string }[] = [];
  for (const strike of strikes) {
    const mess = await createMay();
    const at = `${strike.when} packet ${strike.at}`;
    runs.push({ mess, at, proxy: await startProxy(mess.database, { strike }) });
  }
  const codes = await Promise.all(
    runs.map(async ({ mess, proxy, at }) => {
      const { code } = await registerThrough(mess, proxy, { answerTimeoutMs: 2000 });
      expect([at, proxy.hasStruck]).toEqual([at, true]);
      await expectTrue(mess, `${at}: ${proxy.packets.at(-1)}`, code);
      return code;
    }),
  );
  expect(codes.slice(-2)).toEqual([7, 0]);
});

test('a server that can no longer be asked gives up by itself what a silent client has locked', async () => {
  const mess = await createMay();
  const proxy = await startProxy(mess.database, {
    strike: { at: 'insert into `bills`', by: 'silence', when: 'after', later: 'refuse' },
  });
  const result = await registerThrough(mess, proxy, { answerTimeoutMs: 1000 });
  expect(result).toEqual({
    code: 7,
    stdout: '',
    stderr:
      `error: The connection to ${proxy.labelOf(mess.database)} was lost. Nothing was changed.\n` +
      'hint: try again in a moment\n',
  });
  expect(proxy.hasStruck).toBe(true);
  expect(stored(mess)).toEqual(NOTHING);
  expect(await mess(...REGISTER)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(stored(mess)).toEqual(WHOLE);
});

describe('no answer to COMMIT', () => {
  const cutAtCommit = (when: Strike['when']): Strike => ({ at: 'COMMIT', by: 'cut', when });

  test.each([
    ['before', 7],
    ['after', 0],
  ] as const)('cut %s the server has it: %i', async (when, code) => {
    const mess = await createMay();
    const proxy = await startProxy(mess.database, { strike: cutAtCommit(when) });
    const result = await registerThrough(mess, proxy);
    const lost = lostWhileStoring(proxy.labelOf(mess.database));
    expect(result).toEqual({ code, stdout: '', stderr: code === 0 ? '' : lost });
    expect(proxy.hasStruck).toBe(true);
    await expectTrue(mess, 'COMMIT', code);
  });

  test("a rival's bill is the better reason: 8", async () => {
    const mess = await createMay();
    const rival = () => mess('bill', 'register', '--month', '2025-05', '--total', '80000');
    let rivalCode: number | undefined;
    const proxy = await startProxy(mess.database, {
      strike: {
        ...cutAtCommit('before'),
        meanwhile: async () => {
          rivalCode = (await rival()).code;
        },
      },
    });
    expect(await registerThrough(mess, proxy)).toEqual({
      code: 8,
      stdout: '',
      stderr:
        'error: May 2025 has its bill already.\n' +
        'hint: mess bill show --month 2025-05, or to correct it: mess bill revise --month 2025-05 --reason TEXT\n',
    });
    expect(rivalCode).toBe(0);
    expect(stored(mess)).toEqual({ ...WHOLE, amount: 80_000_00 });
  });

  test('nobody left to ask: 10, and the command it names says what is true', async () => {
    // Both at once, since each asks for ten seconds.
    const [lost, kept] = await Promise.all(
      (['before', 'after'] as const).map(async (when) => {
        const mess = await createMay();
        const strike: Strike = { ...cutAtCommit(when), later: 'refuse' };
        const proxy = await startProxy(mess.database, { strike });
        const { code, stdout, stderr } = await registerThrough(mess, proxy);
        const id = /--operation (\S+)$/m.exec(stderr)?.[1] ?? '';
        const label = proxy.labelOf(mess.database);
        expect({ code, stdout, stderr }).toEqual({
          code: 10,
          stdout: '',
          stderr:
            `error: The connection to ${label} was lost while storing: the change may be stored or not.\n` +
            `hint: when the server answers, with the --db of this command if it had one: mess db status --operation ${id}\n`,
        });
        return { mess, id, answer: await mess('db', 'status', '--operation', id) };
      }),
    );
    expect(lost?.answer).toEqual({
      code: 3,
      stdout: '',
      stderr:
        `error: The operation ${lost?.id} is not stored in ${lost?.mess.label}.\n` +
        'hint: if that is the database the command was for, nothing was changed: run it again\n',
    });
    const stored = `The operation is stored in ${kept?.mess.label}.\n`;
    expect(kept?.answer).toEqual({ code: 0, stdout: stored, stderr: '' });
    if (lost) await expectTrue(lost.mess, 'COMMIT', 7);
    if (kept) await expectTrue(kept.mess, 'COMMIT', 0);
  });
});

describe('another writer in the way', () => {
  // As on a cluster, where only the COMMIT tells that another node was first.
  const CONFLICT = errorAnswer(1213, 'Deadlock found when trying to get lock');
  const LOCK_WAIT = errorAnswer(1205, 'Lock wait timeout exceeded');

  test.each([
    ['COMMIT', CONFLICT],
    ['insert into `bills`', CONFLICT],
    ['insert into "audit_entries"', LOCK_WAIT],
  ])('at %s: the whole transaction is done again', async (at, answer) => {
    const mess = await createMay();
    const forgery = { at, statement: 'rollback', answer, times: 2 };
    const proxy = await startProxy(mess.database, { forgery });
    expect(await registerThrough(mess, proxy)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(proxy.packets.filter((text) => text.startsWith('BEGIN'))).toHaveLength(3);
    await expectTrue(mess, at, 0);
  });

  test('always: tried until the wait is over, then 7', async () => {
    const mess = await createMay();
    const forgery = { at: 'COMMIT', statement: 'rollback', answer: CONFLICT };
    const proxy = await startProxy(mess.database, { forgery });
    expect(await registerThrough(mess, proxy, { busyTimeoutMs: 2000 })).toEqual({
      code: 7,
      stdout: '',
      stderr:
        `error: Another command is writing to ${proxy.labelOf(mess.database)}. Nothing was changed.\n` +
        'hint: try again in a moment\n',
    });
    expect(proxy.packets.filter((text) => text.startsWith('BEGIN')).length).toBeGreaterThan(2);
    await expectTrue(mess, 'COMMIT', 7);
  });

  test.each([
    [1053, 'Server shutdown in progress'],
    [1927, 'Connection was killed'],
  ])(
    'a server that says it ended the connection at COMMIT (%i) is asked: 7',
    async (errno, text) => {
      const mess = await createMay();
      const answer = errorAnswer(errno, text);
      const forgery = { at: 'COMMIT', statement: 'rollback', answer, times: 1 };
      const proxy = await startProxy(mess.database, { forgery });
      const lost = lostWhileStoring(proxy.labelOf(mess.database));
      expect(await registerThrough(mess, proxy)).toEqual({ code: 7, stdout: '', stderr: lost });
      await expectTrue(mess, 'COMMIT', 7);
    },
  );
});

describe('the process ends by itself', () => {
  const list = (mess: TestMess, proxy: NetworkProxy) =>
    runMess(mess.home, ['bill', 'list', '--quiet'], {
      env: { MESS_DATABASE_URL: proxy.urlOf(mess.database) },
    });
  const DONE = { code: 0, signal: null, stdout: '', stderr: '' };

  test('though nobody hears its good-bye', async () => {
    const mess = await createMessNow();
    for (const by of ['cut', 'silence'] as const) {
      const strike: Strike = { at: '(quit)', by, when: 'before' };
      const proxy = await startProxy(mess.database, { strike });
      expect(await list(mess, proxy)).toEqual(DONE);
      expect(proxy.hasStruck).toBe(true);
    }
  });

  test('though the server does not take the settings of the connection', async () => {
    const mess = await createMessNow();
    const answer = errorAnswer(1231, 'No such mode');
    const proxy = await startProxy(mess.database, {
      forgery: { at: 'set names', statement: 'do 0', answer },
    });
    const label = proxy.labelOf(mess.database);
    expect(await list(mess, proxy)).toEqual({
      code: 9,
      signal: null,
      stdout: '',
      stderr: `error: ${label}: No such mode.\nhint: see the log of the server\n`,
    });
  });
});
