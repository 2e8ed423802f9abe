import {
  type Attempt,
  clearSignInFailures,
  dropSignInFailuresBefore,
  findSignInFailures,
  saveSignInFailures,
} from '../../data/access/sign-in-attempts.ts';
import { inTransaction } from '../../data/transaction.ts';
import { FAILURES_KEPT_MS, waitAfter, waitLeftMs } from '../../domain/access/sign-in-wait.ts';
import { NotSignedInError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';

/**
 * Counts a try to sign in before it is checked, and refuses the one that comes too early, in one transaction:
 * of many at once no more get through than one after the other. Success takes the count back. Failures
 * count for an id and a place together, so that nobody keeps out who signs in from elsewhere.
 *
 * @returns how long the next one has to wait if this fails, in seconds
 * @throws NotSignedInError `locked_out`: it has to wait; it is not counted then
 */
export async function countAttempt(
  mess: Pick<Mess, 'db' | 'now'>,
  attempt: Attempt,
): Promise<number> {
  const { failures, waitMs } = await inTransaction(mess.db, async (trx) => {
    const now = mess.now();
    const oldest = new Date(now.getTime() - FAILURES_KEPT_MS);
    await dropSignInFailuresBefore(trx, oldest.toISOString());
    const at = now.toISOString();
    const before = await findSignInFailures(trx, attempt);
    const left = before === undefined ? 0 : waitLeftMs(before, now);
    if (before !== undefined && left > 0) {
      // By a clock that was put back the wait begins anew, or it would last as long as the clock is behind.
      if (before.lastFailedAt > at) {
        await saveSignInFailures(trx, attempt, { ...before, lastFailedAt: at });
      }
      return { failures: before.failures, waitMs: left };
    }
    const count = (before?.failures ?? 0) + 1;
    await saveSignInFailures(trx, attempt, { failures: count, lastFailedAt: at });
    return { failures: count, waitMs: 0 };
  });
  if (waitMs === 0) return waitAfter(failures);
  const times = failures === 1 ? 'once' : `${failures} times`;
  throw new NotSignedInError(
    'locked_out',
    `Signing in as ${attempt.id} failed ${times} from here, so the next try has to wait.`,
    { about: { seconds: Math.ceil(waitMs / 1000) } },
  );
}

/** Takes the count back: whoever it was knew the secret. */
export async function forgetAttempts(mess: Pick<Mess, 'db'>, attempt: Attempt): Promise<void> {
  await inTransaction(mess.db, (trx) => clearSignInFailures(trx, attempt));
}
