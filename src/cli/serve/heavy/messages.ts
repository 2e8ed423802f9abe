import type { DatabaseAddress } from '../../../domain/values/database-address.ts';
import type { Who } from '../../../web/access/who.ts';
import type { HeavyJob } from '../../../web/heavy/job.ts';
import type { ToldError } from '../../../web/heavy/thrown.ts';
import type { WebAnswer } from '../../../web/request.ts';

/** What the thread for long work is started with. */
export interface HeavySetup {
  readonly address: DatabaseAddress;
  readonly busyTimeoutMs: number;
  readonly answerTimeoutMs: number | undefined;
  /** Where what pages load is served. */
  readonly paths: ReadonlyMap<string, string>;
  readonly isSecure: boolean;
}

/** What it is sent: work, or that there is no more. */
export type ToHeavy =
  | { readonly kind: 'job'; readonly no: number; readonly job: HeavyJob }
  | { readonly kind: 'close' };

export type FromHeavy = {
  readonly no: number;
  /** Who asked, for the log. */
  readonly who: Who | undefined;
} & ({ readonly answer: WebAnswer } | { readonly thrown: ToldError });
