import type { MessagePort } from 'node:worker_threads';
import { translateDatabaseError } from '../../../data/failures.ts';
import { openLanes } from '../../../operations/mess/lanes.ts';
import { answerJob } from '../../../web/heavy/job.ts';
import { tellError } from '../../../web/heavy/thrown.ts';
import type { PageWorld } from '../../../web/pages/answer.ts';
import type { FromHeavy, HeavySetup, ToHeavy } from './messages.ts';

/** It is one after the other in a thread in any case. */
const READERS = 2;

/** Answers what it is sent, on lanes of its own, until it is told that there is no more. */
export async function answerHeavy(port: MessagePort, setup: HeavySetup): Promise<void> {
  const { address, busyTimeoutMs, answerTimeoutMs, paths, isSecure } = setup;
  const explain = (thrown: unknown) => translateDatabaseError(thrown, address);
  // What is sent meanwhile waits; where there is no mess any more each is told so.
  const opening = openLanes(address, () => new Date(), {
    busyTimeoutMs,
    answerTimeoutMs,
    readers: READERS,
    signers: 0,
  });
  opening.catch(() => {});
  const answer = async (no: number, job: Extract<ToHeavy, { kind: 'job' }>['job']) => {
    let told: FromHeavy;
    try {
      const world: PageWorld = { lanes: await opening, assets: { files: [], paths }, isSecure };
      told = { no, answer: await answerJob(world, job) };
    } catch (error) {
      told = { no, thrown: tellError(error, explain) };
    }
    port.postMessage(told);
  };
  port.on('message', (sent: ToHeavy) => {
    if (sent.kind === 'job') void answer(sent.no, sent.job);
    else void opening.then((lanes) => lanes.close()).finally(() => port.close());
  });
}
