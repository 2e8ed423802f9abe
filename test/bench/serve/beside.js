import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHome } from '../homes.js';
import { runMess } from '../processes.js';
import { ask, askEvenly } from './load.js';
import { startMess, startReference } from './servers.js';

const PER_SECOND = 200;
const SECONDS = 10;
const DASHBOARD_EVERY_MS = 500;
const IMPORTED_ROWS = 50_000;
const P99_GOAL_MS = 15;
const RATIO_GOAL = 2;
const ROUNDS = 3;

/** What a manager looks at first; one of them is there. */
const DASHBOARDS = ['/api/v1/status', '/desk'];

/**
 * How long students wait alone, and while a manager works: the dashboard twice a second, and an import. A bare
 * Fastify on the same file is asked beside the same work: what it waits longer the machine takes, not the server.
 */
export async function measureBeside({ home, path, asked }, print) {
  const file = await writeImport(join(createHome(), 'attendance.csv'), asked);
  const server = await startMess(home);
  const manager = await signInManager(server);
  const dashboard = await findDashboard(server, manager);
  if (dashboard === undefined) print('  there is no dashboard yet: only an import runs beside');
  const reference = await startReference(path);
  const measure = ({ url }) => askEvenly(url, asked, { perSecond: PER_SECOND, seconds: SECONDS });
  const measureBoth = async (asking) => {
    const alone = await measure(asking);
    const work = startManager(server, { home, file, manager, dashboard });
    const beside = await measure(asking);
    return { alone, beside, ratio: beside.p99Ms / alone.p99Ms, done: await work.end() };
  };
  for (const each of [server, reference]) await measure(each);
  const rounds = { mess: [], reference: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.mess.push(await measureBoth(server));
    rounds.reference.push(await measureBoth(reference));
  }
  await Promise.all([server.stop(), reference.stop()]);
  const { alone, beside, ratio, done } = middleOf(rounds.mess);
  print(
    `  ${PER_SECOND}/s alone: p99 ${alone.p99Ms.toFixed(1)} ms (median ${alone.medianMs.toFixed(1)})`,
  );
  const isInTime = beside.p99Ms <= P99_GOAL_MS;
  print(
    `  beside a manager (${done.dashboards} dashboards, ${done.imports} imports of ` +
      `${IMPORTED_ROWS.toLocaleString('en')} rows): p99 ${beside.p99Ms.toFixed(1)} ms, ` +
      `goal at most ${P99_GOAL_MS} ms on a quiet machine: ${isInTime ? 'reached' : 'MISSED'}; ${ratio.toFixed(2)}x ` +
      `alone (median of ${ROUNDS}), goal at most ${RATIO_GOAL}x: ${ratio <= RATIO_GOAL ? 'reached' : 'MISSED'}`,
  );
  const bare = middleOf(rounds.reference);
  print(
    `  a bare Fastify beside the same manager: p99 ${bare.beside.p99Ms.toFixed(1)} ms, ` +
      `${bare.ratio.toFixed(2)}x its own ${bare.alone.p99Ms.toFixed(1)} ms`,
  );
}

function middleOf(rounds) {
  return rounds.toSorted((a, b) => a.ratio - b.ratio)[ROUNDS >> 1];
}

/** Works until told to end. */
function startManager(server, { home, file, manager, dashboard }) {
  let isOver = false;
  let dashboards = 0;
  let imports = 0;
  const look = async () => {
    while (!isOver && dashboard !== undefined) {
      const next = performance.now() + DASHBOARD_EVERY_MS;
      await ask(server.url, { path: dashboard, ...manager });
      dashboards++;
      const wait = next - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
  const write = async () => {
    while (!isOver) {
      await runMess(home, ['attendance', 'import', file, '--unlikely', '--replace']);
      imports++;
    }
  };
  const work = Promise.all([look(), write()]);
  return {
    async end() {
      isOver = true;
      await work;
      return { dashboards, imports };
    },
  };
}

/** Each time other days than the time before, so that every row is written. */
async function writeImport(path, students) {
  const months = Math.ceil(IMPORTED_ROWS / students.length);
  function* lines() {
    yield 'student_id,month,days_present\n';
    for (let row = 0; row < IMPORTED_ROWS; row++) {
      const index = Math.floor(row / students.length);
      const month = `${2010 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
      yield `${students[row % students.length].id},${month},${(row % 57) / 2}\n`;
    }
  }
  if (months > 12 * 12) throw new Error('more months than the file has room for');
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return path;
}

async function signInManager({ url }) {
  const response = await fetch(`${url}/adminlogin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ admin_id: 'warden', password: 'correct horse battery' }),
  });
  const { access_token: token } = await response.json();
  if (token === undefined) throw new Error(`the manager is not signed in: ${response.status}`);
  return { token };
}

async function findDashboard({ url }, { token }) {
  for (const path of DASHBOARDS) {
    for (const shown of [{ token }, { cookie: `mess=${token}` }]) {
      const found = await ask(url, { path, ...shown }).catch(() => undefined);
      if (found !== undefined) return path;
    }
  }
  return undefined;
}
