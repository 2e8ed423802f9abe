import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHome } from '../homes.js';
import { runMess } from '../processes.js';
import { ask, askEvenly } from './load.js';
import { startMess } from './servers.js';

const PER_SECOND = 200;
const SECONDS = 10;
const DASHBOARD_EVERY_MS = 500;
const IMPORTED_ROWS = 50_000;
const P99_GOAL_MS = 15;
const RATIO_GOAL = 2;
const ROUNDS = 3;

/** What a manager looks at first; one of them is there. */
const DASHBOARDS = ['/api/v1/status', '/desk'];

/** How long students wait alone, and while a manager works: the dashboard twice a second, and an import. */
export async function measureBeside({ home, asked }, print) {
  const file = await writeImport(join(createHome(), 'attendance.csv'), asked);
  const server = await startMess(home);
  const manager = await signInManager(server);
  const dashboard = await findDashboard(server, manager);
  if (dashboard === undefined) print('  there is no dashboard yet: only an import runs beside');
  const askAll = () => askEvenly(server.url, asked, { perSecond: PER_SECOND, seconds: SECONDS });
  await askAll();
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await askAll();
    const work = startManager(server, { home, file, manager, dashboard });
    const beside = await askAll();
    const done = await work.end();
    rounds.push({ alone, beside, ratio: beside.p99Ms / alone.p99Ms, done });
  }
  await server.stop();
  const { alone, beside, ratio, done } = rounds.toSorted((a, b) => a.ratio - b.ratio)[ROUNDS >> 1];
  const quiet = alone.p99Ms <= P99_GOAL_MS ? 'reached' : 'MISSED';
  print(
    `  ${PER_SECOND}/s alone: p99 ${alone.p99Ms.toFixed(1)} ms (median ${alone.medianMs.toFixed(1)}), ` +
      `goal at most ${P99_GOAL_MS} ms on a quiet machine: ${quiet}`,
  );
  print(
    `  beside a manager (${done.dashboards} dashboards, ${done.imports} imports of ` +
      `${IMPORTED_ROWS.toLocaleString('en')} rows): p99 ${beside.p99Ms.toFixed(1)} ms, ${ratio.toFixed(2)}x alone ` +
      `(median of ${ROUNDS}), goal at most ${RATIO_GOAL}x: ${ratio <= RATIO_GOAL ? 'reached' : 'MISSED'}`,
  );
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
