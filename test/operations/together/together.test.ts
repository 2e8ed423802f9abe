import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { expect, onTestFinished, test } from 'vitest';
import { getLastAuditSequence } from '../../../src/data/mess/audit.ts';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { type Lanes, openLanes } from '../../../src/operations/mess/lanes.ts';
import { atOneMoment } from '../../../src/operations/mess/snapshot.ts';
import { countChanges, lookAtAll } from '../../properties/mess-model/look.ts';
import { ACCOUNTS_FROM, createModel, HEADS } from '../../properties/mess-model/mess-model.ts';
import { record } from '../../properties/mess-model/steps/attendance.ts';
import { add } from '../../properties/mess-model/steps/roll.ts';
import { buy } from '../../properties/mess-model/steps/spending.ts';
import { type Command, type Step, settle } from '../../properties/mess-model/steps/step.ts';
import { runOn } from '../../support/lent.ts';
import { createHome, createMess, type TestMess } from '../../support/mess.ts';
import type { RunOptions } from '../../support/run.ts';
import { openFile } from '../../support/sqlite/file.ts';
import { type Done, type Entry, replay } from './explain.ts';
import { someRound, type Work } from './work.ts';

const ROUNDS = Number(process.env.MESS_TOGETHER_ROUNDS ?? 8);
const SEED = Number(process.env.MESS_FUZZ_SEED ?? 20_250_601);

/** So many that no pick of a round is another one when there are more. */
const BEGINNING: readonly Command[] = [
  ...['S2', 'S10', 'b7', 'A1', '007', 'Z-1'].map((id) => add({ id, joined: null })),
  ...Array.from({ length: 11 }, (_, index) =>
    buy({ date: '2025-05-01', head: HEADS[0], minor: BigInt(100 + index), note: null }),
  ),
  ...['2025-04', '2025-05', '2025-06'].map((month) =>
    record({ whom: { pick: 0, inOtherCase: false }, month, days: 1250 }),
  ),
];

/** What must have come about, or this has proved little. */
const MUST_BE_SEEN = [
  'admin login 0',
  'student login 0',
  'student add 0',
  'attendance record 0',
  'attendance import 0',
  'bill register 0',
  'bill register 8',
  'bill revise 0',
  'charge add 0',
  'payment record 0',
  'db verify 0',
  'db backup 0',
];

type Clock = () => Date;

test(
  'what sixteen at once were told is what the record of changes says, one after the other',
  async () => {
    const mess = await createMess();
    await mess.do(
      `settings --admin-idle 1440 --admin-session 168 --accounts-from ${ACCOUNTS_FROM}`,
      'charge kinds add "Guest lunch" --counts-as guest --rate 60',
    );
    const clock: Clock = () => {
      mess.now = new Date(mess.now.getTime() + 1000);
      return mess.now;
    };
    const model = createModel(countChanges(mess));
    for (const { plan } of BEGINNING) {
      const planned = plan({ ...model, now: clock().toISOString() });
      model.now = mess.now.toISOString();
      settle(model, planned, await mess(...planned.words, '--json'), planned.words.join(' '));
    }
    const lanes = await openLanesTwice(mess, clock);
    const seen = new Set<string>();
    const elsewhere = await createHome();
    for (const round of fc.sample(someRound(elsewhere), { seed: SEED, numRuns: ROUNDS })) {
      const before = model.changes;
      const done = await disturbed(mess, () =>
        Promise.all(
          round.map((work, index) => {
            const planned = work.plan({ ...model, now: clock().toISOString() });
            const env = { MESS_HOME: work.isSignIn ? elsewhere : mess.home };
            return doWork(lanes[index % 2] as Lanes, work, planned, env, clock);
          }),
        ),
      );
      const sql = `select sequence, at from audit_entries where sequence > ${before} order by 1`;
      replay(model, mess.rows<Entry>(sql), done);
      for (const { words, result } of done) {
        seen.add(`${words.slice(0, 2).join(' ')} ${result.code}`);
      }
    }
    await Promise.all(lanes.map((each) => each.close()));
    await lookAtAll(model, mess);
    expect(MUST_BE_SEEN.filter((outcome) => !seen.has(outcome))).toEqual([]);
  },
  20_000 + ROUNDS * 10_000,
);

/** As of two programs that serve many, for two who write at once. */
async function openLanesTwice(mess: TestMess, clock: Clock): Promise<Lanes[]> {
  const address = parseDatabaseAddress(mess.databaseUrl);
  const opened = await Promise.all(
    [1, 2].map(() => openLanes(address, clock, { readers: 3, signers: 1 })),
  );
  onTestFinished(async () => {
    await Promise.all(opened.map((each) => each.close()));
  });
  return opened;
}

async function doWork(
  lanes: Lanes,
  work: Work,
  { words, stdin = '' }: Step,
  env: RunOptions['env'],
  clock: Clock,
): Promise<Done> {
  const times = new Set<string>();
  const now = () => {
    const time = clock();
    times.add(time.toISOString());
    return time;
  };
  return lanes[work.lane](async (lent) => {
    const from = await getLastAuditSequence(lent.db);
    const run = (db: Knex) => runOn({ ...lent, db, now }, [...words, '--json'], { env, stdin });
    const result = await (work.isAtOneMoment ? atOneMoment(lent.db, run) : run(lent.db));
    return { work, words, result, times, from, to: await getLastAuditSequence(lent.db) };
  });
}

/** In a file a transaction is mostly over before another one asks: so somebody else keeps them waiting. */
async function disturbed<T>(mess: TestMess, work: () => Promise<T>): Promise<T> {
  if (mess.database.kind !== 'sqlite') return work();
  const rival = openFile(mess.databasePath, 0);
  const working = work().finally(() => rival.close());
  for (let turns = 1; rival.open; turns = (turns % 7) + 1) {
    const sql = rival.inTransaction ? 'commit' : 'begin immediate';
    try {
      rival.exec(sql);
    } catch {
      // One of the many writes.
    }
    for (let turn = 0; turn < turns; turn++) await nextTurn();
  }
  return working;
}
