import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { describeAddress } from '../../../domain/values/database-address.ts';
import { BusyError, OutcomeUnknownError } from '../../../errors.ts';
import { keepHolder } from '../../../web/access/who.ts';
import type { AnswerHeavy, HeavyJob } from '../../../web/heavy/job.ts';
import { toError } from '../../../web/heavy/thrown.ts';
import type { WebAnswer } from '../../../web/request.ts';
import { findOfProgram } from '../program-folder.ts';
import type { FromHeavy, HeavySetup, ToHeavy } from './messages.ts';

/** A thread for what takes long. */
export interface HeavyThread {
  readonly answer: AnswerHeavy;
  /** Ends it, once what it was sent is answered. */
  close(): Promise<void>;
}

interface Waiting {
  readonly job: HeavyJob;
  resolve(answer: WebAnswer): void;
  reject(error: Error): void;
}

/** One is started when it is first needed, and again when it has ended by itself. */
export function createHeavyThread(
  setup: HeavySetup,
  onEnd: (why: string) => void = () => {},
): HeavyThread {
  let running: ReturnType<typeof start> | undefined;
  const startOnce = () => {
    running ??= start(setup, (why) => {
      running = undefined;
      if (why !== undefined) onEnd(why);
    });
    return running;
  };
  return {
    answer: (job) => startOnce().answer(knownBy(job)),
    close: async () => running?.close(),
  };
}

/** A change has a number, by which it is found should nobody be there to say what became of it. */
function knownBy(job: HeavyJob): HeavyJob {
  if (job.kind === 'page' || job.isRead) return job;
  return {
    ...job,
    request: { ...job.request, operationId: job.request.operationId ?? randomUUID() },
  };
}

function start(setup: HeavySetup, onEnd: (why: string | undefined) => void) {
  const worker = new Worker(findOfProgram('bin', 'heavy.js'), { workerData: setup });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let why: string | undefined;
  const send = (message: ToHeavy) => worker.postMessage(message);
  worker.on('message', (told: FromHeavy) => {
    const asked = waiting.get(told.no);
    waiting.delete(told.no);
    if (told.who !== undefined) keepHolder(asked?.job.request.shown, told.who);
    if ('answer' in told) asked?.resolve(told.answer);
    else asked?.reject(toError(told.thrown));
  });
  worker.on('error', (error) => {
    why = error.stack ?? String(error);
  });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      onEnd(why ?? (code === 0 ? undefined : `exit ${code}`));
      for (const { job, reject } of waiting.values()) reject(lostWith(job, setup));
      resolve();
    });
  });
  return {
    answer: (job: HeavyJob) =>
      new Promise<WebAnswer>((resolve, reject) => {
        waiting.set(++last, { job, resolve, reject });
        send({ kind: 'job', no: last, job });
      }),
    async close() {
      send({ kind: 'close' });
      await ended;
    },
  };
}

function lostWith(job: HeavyJob, { address }: HeavySetup): Error {
  const { operationId } = job.request;
  if (job.kind === 'page' || job.isRead || operationId === undefined) {
    return new BusyError('answerer_ended', 'What was to answer has ended, and begins anew.');
  }
  return new OutcomeUnknownError(
    'outcome_unknown',
    'What was to answer has ended while storing: the change may be stored or not.',
    {
      about: { operation: operationId },
      details: { operation: operationId, database: describeAddress(address) },
    },
  );
}
