import { answerEndpoint } from '../answer.ts';
import { ENDPOINTS } from '../api/catalogue.ts';
import { answerPage, type PageRequest, type PageWorld } from '../pages/answer.ts';
import { PAGES } from '../pages/catalogue.ts';
import type { WebAnswer, WebRequest } from '../request.ts';

/** A request that takes long, in values alone, so that another thread can answer it. */
export type HeavyJob =
  | {
      readonly kind: 'endpoint';
      readonly name: string;
      /** Whether it changes nothing. */
      readonly isRead: boolean;
      readonly request: WebRequest;
    }
  | { readonly kind: 'page'; readonly path: string; readonly request: PageRequest };

/**
 * Answers a request where it keeps nobody waiting.
 *
 * @throws MessError what the request was refused with
 */
export type AnswerHeavy = (job: HeavyJob) => Promise<WebAnswer>;

/**
 * Answers it here.
 *
 * @throws MessError likewise
 */
export async function answerJob(world: PageWorld, job: HeavyJob): Promise<WebAnswer> {
  if (job.kind === 'endpoint') {
    const endpoint = ENDPOINTS.find(({ name }) => name === job.name);
    if (endpoint === undefined) throw new TypeError(`There is no endpoint ${job.name}.`);
    return answerEndpoint(world.lanes, endpoint, job.request);
  }
  const page = PAGES.find(({ path }) => path === job.path);
  if (page === undefined) throw new TypeError(`There is no page ${job.path}.`);
  return answerPage(world, page, job.request);
}
