const LONGEST_WAIT_S = 900;

/** How long failures are remembered, in milliseconds. */
export const FAILURES_KEPT_MS = 24 * 60 * 60_000;

/** Failures to sign in as somebody from one place, one after the other. */
export interface SignInFailures {
  readonly failures: number;
  /** ISO 8601, UTC. */
  readonly lastFailedAt: string;
}

/** How long the next try has to wait after so many failures, in seconds: 1, 2, 4 … 900. */
export function waitAfter(failures: number): number {
  if (failures < 1) return 0;
  return Math.min(LONGEST_WAIT_S, 2 ** Math.min(failures - 1, 10));
}

/**
 * How long the next try still has to wait, in milliseconds; 0 for not at all. A failure that is later
 * than now was timed by a clock that has been put back since: it counts as of now.
 */
export function waitLeftMs({ failures, lastFailedAt }: SignInFailures, now: Date): number {
  const since = Math.max(0, now.getTime() - Date.parse(lastFailedAt));
  return Math.max(0, waitAfter(failures) * 1000 - since);
}
