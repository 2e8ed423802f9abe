import { createServer as createHttp } from 'node:http';
import { createServer as createHttps, type Server } from 'node:https';
import type { Context, ServePlan } from '../../commands/context.ts';
import { translateDatabaseError } from '../../data/failures.ts';
import { describeListenAddress } from '../../domain/upkeep/listen-address.ts';
import { systemErrorReason, UnavailableError } from '../../errors.ts';
import { openLanes } from '../../operations/mess/lanes.ts';
import { createServer, type WebServer } from '../../web/server/create-server.ts';
import type { Host } from '../host.ts';
import { readAssets } from './assets.ts';
import { createHeavyThread } from './heavy/thread.ts';
import { createLog } from './log.ts';
import { listenOnSocket } from './socket.ts';
import { readTls } from './tls.ts';

/** So many requests read at once; of a mess in a file it is one after the other in any case. */
const READERS = 4;
/** A slow hash takes a processor for a quarter of a second. */
const SIGNERS = 2;

/**
 * How long another writer is waited for: whoever asks by HTTP is told sooner than who sits at a keyboard, and
 * asks again.
 */
const BUSY_TIMEOUT_MS = 5_000;

/** How long those in flight may take once it is told to end. */
const CLOSING_MS = 15_000;

/** Serves until a signal ends it. */
export async function serve(
  host: Host,
  { database, machine }: Pick<Context, 'database' | 'machine'>,
  plan: ServePlan,
): Promise<void> {
  const { log, flush } = createLog(host);
  const tls = plan.tls && (await readTls(plan.tls));
  const assets = await readAssets();
  const { busyTimeoutMs = BUSY_TIMEOUT_MS, answerTimeoutMs } = host;
  const { lanes, address } = await database.connect(async (to, options) => ({
    lanes: await openLanes(to, machine.now, {
      ...options,
      busyTimeoutMs,
      readers: READERS,
      signers: SIGNERS,
    }),
    address: to,
  }));
  const heavy = createHeavyThread(
    {
      address,
      busyTimeoutMs,
      answerTimeoutMs,
      paths: assets.paths,
      isSecure: plan.url?.protocol === 'https:',
    },
    (why) => log(JSON.stringify({ time: machine.now().toISOString(), threadEnded: why })),
  );
  try {
    const server = createServer({
      ...plan,
      isBehindSocket: plan.listen.kind === 'socket',
      lanes,
      answerHeavy: heavy.answer,
      assets,
      now: machine.now,
      explain: (thrown) => translateDatabaseError(thrown, address),
      log,
      listenOn: (handler, options) =>
        tls === undefined
          ? createHttp(options, handler)
          : createHttps({ ...options, ...tls }, handler),
    });
    await listen(server, plan);
    const at = plan.url?.origin ?? describeAddress(server, plan);
    // Whoever sits there reads a sentence, and a log has lines of one form.
    if (host.stderr.isTTY) log(`The mess is served at ${at}; Ctrl-C ends it.`);
    log(
      JSON.stringify({
        time: machine.now().toISOString(),
        listening: describeAddress(server, plan),
        process: process.pid,
      }),
    );
    await untilEnded(async () => {
      if (plan.tls === undefined) return;
      try {
        (server.server as Server).setSecureContext(await readTls(plan.tls));
        log(JSON.stringify({ time: machine.now().toISOString(), certificate: 'read again' }));
      } catch (error) {
        // The one before goes on: better an old certificate than no server.
        const kept = error instanceof Error ? error.message : String(error);
        log(
          JSON.stringify({ time: machine.now().toISOString(), certificate: 'kept', because: kept }),
        );
      }
    });
    await closeInTime(server);
    log(JSON.stringify({ time: machine.now().toISOString(), ended: true }));
  } finally {
    await Promise.all([heavy.close(), lanes.close()]);
    flush();
  }
}

const NOT_LISTENED: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EADDRNOTAVAIL: 'this machine has no such address',
};

/** @throws UnavailableError nobody can listen there */
async function listen(server: WebServer, { listen }: ServePlan): Promise<void> {
  try {
    if (listen.kind === 'socket') await listenOnSocket(server, listen.path);
    else await server.listen({ host: listen.host, port: listen.port });
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UnavailableError(
      'address_unusable',
      `mess cannot listen on ${describeListenAddress(listen)}: ${NOT_LISTENED[code] ?? reason}.`,
      { cause: error },
    );
  }
}

/** With the port that was given where any would do. */
function describeAddress(server: WebServer, { listen, tls }: ServePlan): string {
  const bound = server.server.address();
  if (listen.kind === 'socket' || bound === null || typeof bound === 'string') {
    return describeListenAddress(listen);
  }
  const scheme = tls === undefined ? 'http' : 'https';
  return `${scheme}://${describeListenAddress({ ...listen, port: bound.port })}`;
}

/** @param reload what SIGHUP does; throws nothing */
function untilEnded(reload: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const onReload = () => void reload();
    process.on('SIGHUP', onReload);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.off('SIGHUP', onReload);
        resolve();
      });
    }
  });
}

/** Ends when all that were in flight are answered, or when it has waited for them long enough. */
async function closeInTime(server: WebServer): Promise<void> {
  const timer = setTimeout(() => server.server.closeAllConnections(), CLOSING_MS);
  await server.close();
  clearTimeout(timer);
}
