import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRows } from '../support/books/schema.ts';
import { createHome, type TestMess } from '../support/mess.ts';
import { runMess } from '../support/process.ts';
import { createRandom } from '../support/records/random.ts';
import { addAdmin, trySignIn } from '../support/records/sign-in.ts';
import { type Cluster, type ClusterNode, startCluster } from '../support/server/cluster.ts';
import { asServer, databaseOn, urlOn } from '../support/server/cluster-mess.ts';
import { createMessOn } from '../support/server/private-server.ts';
import { BASE_IDS, createChooser, MONTHS, writeCommonFiles } from './desk-work.ts';
import { describeStorm } from './figures.ts';
import { type Entry, type Rows, readBooks, readEntries, replay } from './replay.ts';
import { type Desk, type Done, isServed, runStorm, type Storm } from './storm.ts';

const MINUTE_MS = 60_000;

/** What may happen to any command in a storm: done, busy, outcome unknown. */
const ALWAYS = [0, 7, 10];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

test(
  'what six desks were told is stored is stored on every node, while nodes are killed and cut off',
  async () => {
    const seed = Number(process.env.MESS_STORM_SEED ?? randomInt(2 ** 31));
    const { mess, desks } = await openMess(seed);
    const storm = await runStorm(cluster.nodes, desks, createRandom(seed));
    console.log(describeStorm(seed, storm));

    expect(storm.done.filter(isUndocumented).map(describeDone)).toEqual([]);
    expect(findUnserved(storm, desks)).toEqual([]);
    await Promise.all(cluster.nodes.map(catchUp));
    const unknown = await settleUnknown(mess, storm.done);
    const [rows, ...others] = cluster.nodes.map((node) => readRows(databaseOn(mess, node)));
    for (const other of others) expect(other).toEqual(rows);
    checkBooks(rows ?? {}, storm.done, unknown);
    for (const node of cluster.nodes) {
      const verified = await runMess(mess.home, ['db', 'verify', '--json'], {
        env: { MESS_DATABASE_URL: urlOn(mess, [node]) },
      });
      expect(verified, node.name).toMatchObject({ code: 0, stderr: '' });
    }
    expectEnough(storm.done);
  },
  4 * MINUTE_MS,
);

/** A mess with students, and six who are signed in: two prefer each node. */
async function openMess(seed: number): Promise<{ mess: TestMess; desks: Desk[] }> {
  const { nodes } = cluster;
  const mess = await createMessOn(asServer(cluster, nodes[0]));
  mess.now = new Date();
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  const students = BASE_IDS.map((id) => `${id},Student ${id},CSE,9876543210`);
  const roll = await mess.file('roll.csv', ['id,name,branch,phone', ...students, ''].join('\n'));
  await mess.do(`student import ${roll}`);
  const common = await writeCommonFiles(mess.home, createRandom(seed + 1));
  const desks: Desk[] = [];
  for (const [place, order] of ORDERS.entries()) {
    const [name, home] = [`desk-${place + 1}`, await createHome()];
    await addAdmin(mess, name, 'manager', DESK_PASSWORD);
    const databaseUrl = urlOn(
      mess,
      order.map((index) => nodes[index] ?? nodes[0]),
    );
    const signIn = await runMess(home, ['admin', 'login', name, '--password-stdin'], {
      stdin: DESK_PASSWORD,
      env: { MESS_DATABASE_URL: databaseUrl },
    });
    expect(signIn).toMatchObject({ code: 0 });
    const choose = createChooser(name, home, createRandom(seed + 2 + place), common);
    desks.push({ name, home, databaseUrl, choose });
  }
  return { mess, desks };
}

const DESK_PASSWORD = 'a desk in the storm';

/** Of six desks: the nodes in the order in which they are tried. */
const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 2, 0],
  [1, 0, 2],
  [2, 0, 1],
  [2, 1, 0],
];

function isUndocumented({ task, code, stderr }: Done): boolean {
  if (![...ALWAYS, ...task.refusals].includes(code)) return true;
  if (code === 0 || !task.args.includes('--json')) return false;
  // Nothing but the error, which says the same.
  return !stderr.startsWith('{\n') || JSON.parse(stderr).error.exitCode !== code;
}

/** Who was not served although two nodes were there, and what they were told last. */
function findUnserved({ done, phases }: Storm, desks: readonly Desk[]): string[] {
  return phases
    .filter((phase) => phase.isServed)
    .flatMap(({ name, fromMs, toMs }) =>
      desks
        .filter((desk) => !isServed(done, desk.name, fromMs, toMs))
        .map((desk) => {
          const last = done.findLast((each) => each.desk === desk.name && each.endedMs < toMs);
          return `while ${name}: ${last === undefined ? desk.name : describeDone(last)}`;
        }),
    );
}

function describeDone({ desk, task, code, stderr, startedMs, endedMs }: Done): string {
  const when = [startedMs, endedMs].map((ms) => (ms / 1000).toFixed(1)).join('–');
  return `${desk}, ${when} s: mess ${task.args.join(' ')}: ${code}: ${stderr}`;
}

/** Waits until a node has all that was stored on the others. */
async function catchUp(node: ClusterNode): Promise<void> {
  await node.waitUntilSynced();
  const admin = await node.connect();
  await admin.query('set session wsrep_sync_wait = 15; select count(*) from mysql.user');
  await admin.end();
}

/**
 * Does what the hint says where the outcome was unknown.
 *
 * @returns the operations that were stored, by the command
 */
async function settleUnknown(
  mess: TestMess,
  done: readonly Done[],
): Promise<ReadonlyMap<Done, string>> {
  const stored = new Map<Done, string>();
  for (const each of done.filter(({ code }) => code === 10)) {
    const [, operation = ''] = /mess db status --operation ([0-9a-f-]{36})/.exec(each.stderr) ?? [];
    const { code, stderr } = await runMess(mess.home, ['db', 'status', '--operation', operation]);
    expect([0, 3], `${describeDone(each)}; ${stderr}`).toContain(code);
    if (code === 0) stored.set(each, operation);
  }
  return stored;
}

/** What was acknowledged is in the books, and nothing else is. */
function checkBooks(rows: Rows, done: readonly Done[], unknown: ReadonlyMap<Done, string>): void {
  const entries = readEntries(rows);
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
  const doneAt = new Map<number, Done>();
  for (const desk of new Set(done.map((each) => each.desk))) {
    const kept = done.filter((each) => each.desk === desk && isKept(each, unknown));
    // They signed in before it began.
    const theirs = entries.filter(
      (each) => each.actorId === desk && each.command !== 'admin login',
    );
    expect(
      theirs.map(({ command, subject }) => `${command} ${subject}`),
      desk,
    ).toEqual(kept.map(({ task }) => `${task.entry.command} ${task.entry.subject}`));
    expect(theirs).toMatchObject(kept.map((each) => entryOf(each, unknown)));
    for (const [index, { sequence }] of theirs.entries()) {
      const each = kept[index];
      if (each !== undefined) doneAt.set(sequence, each);
    }
  }
  checkBills(rows, [...doneAt.values()]);
  const base = BASE_IDS.map((id) => `${id} Student ${id} CSE 9876543210`);
  const figuresOf = ({ sequence }: Entry) => doneAt.get(sequence)?.task.figures ?? [];
  expect(readBooks(rows)).toEqual(replay(entries, base, figuresOf));
}

/** Whether a command must have left an entry: some that succeed find nothing to change. */
function isKept(done: Done, unknown: ReadonlyMap<Done, string>): boolean {
  if (done.code !== 0) return unknown.has(done);
  if (done.task.kind === 'record') return !done.stdout.startsWith('Nothing changed');
  const answer = JSON.parse(done.stdout);
  if (done.task.kind === 'import') return answer.alreadyImported === null;
  return done.task.kind !== 'revise' || answer.revised;
}

/** What the entry of a command must say, also by what it answered. */
function entryOf(done: Done, unknown: ReadonlyMap<Done, string>) {
  const { kind, entry } = done.task;
  if (done.code !== 0) return { ...entry, operationId: unknown.get(done) };
  if (kind === 'record' || kind === 'add') return entry;
  const { revision, inserted, updated } = JSON.parse(done.stdout);
  const answered = kind === 'import' ? { inserted, updated } : { revision };
  return { ...entry, after: { ...entry.after, ...answered } };
}

interface AnsweredBill {
  readonly month: string;
  readonly revision: number;
  readonly shares: readonly { readonly studentId: string; readonly amount: string }[];
}

/** No month has two, the shares add up to each, and they are those that were shown. */
function checkBills({ bills = [], shares = [] }: Rows, kept: readonly Done[]): void {
  const live = bills.filter(({ status }) => status === 'live').map(({ month }) => month);
  expect(live).toEqual([...new Set(live)]);
  const sharesOf = (month: unknown, revision: unknown) =>
    shares.filter((share) => share.month === month && share.revision === revision);
  const sums = bills.map(({ month, revision }) =>
    sharesOf(month, revision).reduce((sum, { amount_minor }) => sum + Number(amount_minor), 0),
  );
  expect(sums).toEqual(bills.map(({ total_minor }) => total_minor));
  expect(sums).toEqual(bills.map(({ billed_minor }) => billed_minor));
  for (const { code, task, stdout } of kept) {
    if (code !== 0 || (task.kind !== 'register' && task.kind !== 'revise')) continue;
    const shown: AnsweredBill = JSON.parse(stdout);
    expect(
      sharesOf(shown.month, shown.revision)
        .map((s) => `${s.id_then} ${s.amount_minor}`)
        .sort(),
    ).toEqual(
      shown.shares.map((s) => `${s.studentId} ${Number(s.amount.replace('.', ''))}`).sort(),
    );
  }
}

/** A storm in which little happened proves little. */
function expectEnough(done: readonly Done[]): void {
  const seen = new Set(done.map(({ task, code }) => `${task.kind} ${code}`));
  const wanted = [
    'register 0',
    'register 8',
    'revise 0',
    'void 0',
    'import 0',
    'record 0',
    'add 0',
  ];
  expect([...wanted, 'add 8'].filter((each) => !seen.has(each))).toEqual([]);
  const billed = done.filter(({ task, code }) => task.kind === 'register' && code === 0);
  expect(new Set(billed.map(({ task }) => task.entry.month))).toEqual(new Set(MONTHS));
}
