import type { About } from '../../facts.ts';
import type { Reason } from '../../reasons.ts';

/**
 * What helps, by the reason: a command, or the thing to do. Null where nothing is known to help, or
 * where it is said by what refuses, which is then the command line itself.
 */
export type Hints = {
  readonly [R in Reason]: string | null | ((about: About<R>) => string | null);
};
