import { createHome } from '../homes.js';
import { measureBeside } from './beside.js';
import { ask, CONNECTIONS, saturate } from './load.js';
import { measurePhone } from './phone.js';
import { startMess, startReference } from './servers.js';
import { MONTHS, setUpStudentYears } from './student-years.js';

const PAIRS = 7;
const SECONDS = 3;
const WARM = 10_000;
const RATIO_GOAL = 0.35;
const RATE_GOAL = 1290;
const START_GOAL_MS = 500;
const MEMORY_GOAL_MB = 200;
const MEMORY_GROWTH_GOAL = 1.1;
const MANY = 100_000;
const PAGE_GOAL_BYTES = 10_240;
const PHONE_GOAL_MS = 1500;

/** What `mess serve` takes for what students ask most, against a bare Fastify with the same two statements. */
export async function measureServe(print) {
  if (process.platform !== 'linux') {
    print('what a server takes is read from /proc, which is Linux alone');
    return;
  }
  for (const students of [500, 5000]) {
    const mess = await setUpStudentYears(students);
    const what = `${students.toLocaleString('en')} students × ${MONTHS} months`;
    print(`mess serve, ${what}`);
    await measureRate(mess, print);
    await measureBeside(mess, print);
    if (students === 500) await measureMemory(mess, print);
  }
}

/** Pairs in turns, by the CPU time of the servers: what else runs on the machine is not in it. */
async function measureRate({ home, path, asked }, print) {
  const folder = createHome();
  const [mess, reference] = [await startMess(home), await startReference(path)];
  printGoal(print, '  start, CPU', await mess.cpuMs(), START_GOAL_MS, 'ms');
  await checkSame(mess, reference, asked);
  const measure = async (server) => {
    const before = await server.cpuMs();
    const { count, seconds, p99Ms } = await saturate(server.url, asked, {
      seconds: SECONDS,
      folder,
    });
    const cpuMs = (await server.cpuMs()) - before;
    return { perCore: (1000 * count) / cpuMs, perSecond: count / seconds, p99Ms };
  };
  // Until all of it is compiled, which on a busy machine takes long by the clock.
  for (const server of [reference, mess]) await warmUp(server, asked, folder);
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    pairs.push({ reference: await measure(reference), mess: await measure(mess) });
  }
  const of = (find) => median(pairs.map(find));
  const ratio = of((pair) => pair.mess.perCore / pair.reference.perCore);
  const verdict = ratio >= RATIO_GOAL ? 'reached' : 'MISSED';
  print(
    `  GET /studentexpense/{id} against a bare Fastify (median of ${PAIRS}, by CPU time): ` +
      `${ratio.toFixed(2)}x, goal at least ${RATIO_GOAL}x: ${verdict}`,
  );
  for (const [name, find] of [
    ['mess', (pair) => pair.mess],
    ['bare Fastify', (pair) => pair.reference],
  ]) {
    const perCore = of((pair) => find(pair).perCore);
    const goal =
      name === 'mess'
        ? `, goal at least ${RATE_GOAL}: ${perCore >= RATE_GOAL ? 'reached' : 'MISSED'}`
        : '';
    print(
      `  ${name}: ${(1e6 / perCore).toFixed(0)} µs of CPU each, ${perCore.toFixed(0)}/s a core${goal}; ` +
        `${of((pair) => find(pair).perSecond).toFixed(0)}/s by the clock at ${CONNECTIONS} connections, ` +
        `p99 ${of((pair) => find(pair).p99Ms).toFixed(1)} ms`,
    );
  }
  await measurePage(mess, asked[0], print);
  await Promise.all([mess.stop(), reference.stop()]);
}

async function warmUp({ url }, asked, folder) {
  for (let count = 0; count < WARM; ) {
    count += (await saturate(url, asked, { seconds: SECONDS, folder })).count;
  }
}

/** A ratio between servers that answer different things would mean nothing. */
async function checkSame(mess, reference, asked) {
  const one = asked[asked.length >> 1];
  const [ours, theirs] = await Promise.all(
    [mess, reference].map(async ({ url }) => JSON.parse((await ask(url, one)).text)),
  );
  const key = ({ student_id, expense_history }) =>
    JSON.stringify([student_id, expense_history.map(({ month, amount }) => [month, amount])]);
  if (key(ours) !== key(theirs)) throw new Error('the two servers answered different things');
}

/** What a phone is sent for a student's page. */
async function measurePage({ url }, { token }, print) {
  const { bytes } = await ask(url, {
    path: '/me',
    cookie: `mess=${token}`,
    headers: { 'accept-encoding': 'gzip, br' },
  });
  printGoal(print, "  a student's page over the wire", bytes, PAGE_GOAL_BYTES, 'bytes');
  const painted = await measurePhone(url, token);
  if (painted === undefined) print('  no chromium: the page on a phone is not measured');
  else printGoal(print, '  it is on a phone on 3G after', Math.round(painted), PHONE_GOAL_MS, 'ms');
}

async function measureMemory({ home, asked }, print) {
  const folder = createHome();
  const server = await startMess(home);
  let count = 0;
  const askMany = async (until) => {
    while (count < until)
      count += (await saturate(server.url, asked, { seconds: 2, folder })).count;
    return server.memoryMb();
  };
  const early = await askMany(MANY / 4);
  const late = await askMany(MANY);
  await server.stop();
  printGoal(
    print,
    `  memory after ${count.toLocaleString('en')} requests`,
    late,
    MEMORY_GOAL_MB,
    'MB',
  );
  const growth = late / early;
  const verdict = growth <= MEMORY_GROWTH_GOAL ? 'reached' : 'MISSED';
  print(
    `  of what it was after a quarter of them: ${growth.toFixed(2)}x, goal at most ${MEMORY_GROWTH_GOAL}x: ${verdict}`,
  );
}

export function printGoal(print, what, figure, goal, unit) {
  const verdict = figure <= goal ? 'reached' : 'MISSED';
  print(`${what}: ${figure.toFixed(0)} ${unit}, goal at most ${goal} ${unit}: ${verdict}`);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
