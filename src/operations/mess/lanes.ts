import { getLastAuditSequence } from '../../data/mess/audit.ts';
import { getSettings } from '../../data/mess/settings.ts';
import type { OpenOptions } from '../../data/open.ts';
import type { MessSettings } from '../../domain/mess/settings.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import { BusyError } from '../../errors.ts';
import { createLaneMaker, type Lane } from './lane.ts';
import type { Mess } from './mess.ts';

/** Works on a mess that nobody else uses meanwhile. */
type Work<T> = (mess: Mess) => Promise<T>;

/**
 * A mess that many operations work on at once. Each has a mess to itself from its beginning to its end:
 * a connection of its own, and the settings as they were when it began. First come, first served.
 */
export interface Lanes {
  /** For an operation that changes nothing. All throw BusyError where too many wait already. */
  read<T>(work: Work<T>): Promise<T>;
  /** For one that does: one after the other. */
  write<T>(work: Work<T>): Promise<T>;
  /** To sign somebody in: slow hashes are worked out, and little is written, which is not to hold up the others. */
  signIn<T>(work: Work<T>): Promise<T>;
  /** Takes no more, and waits for those that came before. */
  close(): Promise<void>;
}

export interface LanesOptions extends OpenOptions {
  /** How many may read at once. */
  readonly readers: number;
  /** How many may sign in at once; as many as there are processors is enough. */
  readonly signers: number;
}

/** How many may wait for their turn; for a sign-in each waits as long as a slow hash takes. */
const MOST_WAITING = 200;
const MOST_SIGNING_IN = 16;

/**
 * Opens a mess for many at once; never brings its tables up to date. The caller must `close()` it.
 *
 * @throws UnavailableError there is none, or it is not this program's
 */
export async function openLanes(
  address: DatabaseAddress,
  now: () => Date,
  { readers, signers, ...options }: LanesOptions,
): Promise<Lanes> {
  const openLane = createLaneMaker(address, now, options);
  const opened: Lane[] = [];
  try {
    while (opened.length < 1 + readers + signers) opened.push(await openLane());
  } catch (error) {
    await Promise.all(opened.map((lane) => lane.close()));
    throw error;
  }
  const writing = createQueue(opened.slice(0, 1), MOST_WAITING);
  const reading = createQueue(opened.slice(1, 1 + readers), MOST_WAITING);
  const signingIn = createQueue(opened.slice(1 + readers), MOST_SIGNING_IN);
  let closed: Promise<unknown> | undefined;
  const known = new WeakMap<Mess['db'], { entry: number; settings: MessSettings }>();
  // Who changes them writes to the record of changes, whose last number is read in no time.
  const settingsNow = async ({ db }: Mess): Promise<MessSettings> => {
    const entry = await getLastAuditSequence(db);
    const found = known.get(db);
    if (found?.entry === entry) return found.settings;
    const settings = await getSettings(db);
    known.set(db, { entry, settings });
    return settings;
  };
  const lend = async <T>(queue: Queue, work: Work<T>): Promise<T> => {
    if (closed !== undefined) throw new BusyError('mess_closing', 'The mess is being closed.');
    if (queue.isFull()) {
      throw new BusyError(
        'queue_full',
        'The mess has too much to do just now. Try again in a second.',
      );
    }
    const lane = await queue.take();
    try {
      const mess = await lane.enter();
      return await work({ ...mess, settings: await settingsNow(mess) });
    } finally {
      queue.giveBack(lane);
    }
  };
  return {
    read: (work) => lend(reading, work),
    write: (work) => lend(writing, work),
    signIn: (work) => lend(signingIn, work),
    async close() {
      // Takes its turn behind all others, and gives nothing back.
      const destroyNext = async (queue: Queue) => (await queue.take()).close();
      closed ??= Promise.all(
        opened.map((_, index) =>
          destroyNext(index === 0 ? writing : index <= readers ? reading : signingIn),
        ),
      );
      await closed;
    },
  };
}

interface Queue {
  isFull(): boolean;
  take(): Promise<Lane>;
  giveBack(lane: Lane): void;
}

function createQueue(lanes: readonly Lane[], most: number): Queue {
  const idle = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  return {
    isFull: () => idle.length === 0 && waiting.length >= most,
    take: async () => idle.pop() ?? new Promise((resolve) => waiting.push(resolve)),
    giveBack(lane) {
      const next = waiting.shift();
      if (next === undefined) idle.push(lane);
      else next(lane);
    },
  };
}
