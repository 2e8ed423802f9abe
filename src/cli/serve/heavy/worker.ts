import type { MessagePort } from 'node:worker_threads';
import { translateDatabaseError } from '../../../data/failures.ts';
import { type Lanes, openLanes } from '../../../operations/mess/lanes.ts';
import { holderOf } from '../../../web/access/who.ts';
import { answerJob } from '../../../web/heavy/job.ts';
import { type ToldError, tellError } from '../../../web/heavy/thrown.ts';
import type { PageWorld } from '../../../web/pages/answer.ts';
import type { WebAnswer } from '../../../web/request.ts';
import type { FromHeavy, HeavySetup, ToHeavy } from './messages.ts';

/** It is one after the other in a thread in any case. */
const READERS = 2;

/** Answers what it is sent, on lanes of its own, until it is told that there is no more. */
export async function answerHeavy(port: MessagePort, setup: HeavySetup): Promise<void> {
  const { address, busyTimeoutMs, answerTimeoutMs, paths, isSecure } = setup;
  const explain = (thrown: unknown) => translateDatabaseError(thrown, address);
  let opened: Promise<Lanes> | undefined;
  // Where it could not be opened whoever asked is told so, and who asks next has it tried anew.
  const openOnce = () => {
    opened ??= openLanes(address, () => new Date(), {
      busyTimeoutMs,
      answerTimeoutMs,
      readers: READERS,
      signers: 0,
    }).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  const answer = async (no: number, job: Extract<ToHeavy, { kind: 'job' }>['job']) => {
    const tell = (told: { readonly answer: WebAnswer } | { readonly thrown: ToldError }) =>
      port.postMessage({ no, who: holderOf(job.request.shown), ...told } satisfies FromHeavy);
    try {
      const world: PageWorld = { lanes: await openOnce(), assets: { files: [], paths }, isSecure };
      tell({ answer: await answerJob(world, job) });
    } catch (error) {
      tell({ thrown: tellError(error, explain) });
    }
  };
  const close = async () => {
    const lanes = await opened?.catch(() => undefined);
    await lanes?.close();
  };
  port.on('message', (sent: ToHeavy) => {
    if (sent.kind === 'job') void answer(sent.no, sent.job);
    else void close().finally(() => port.close());
  });
}
