import { createHash } from 'node:crypto';
import { BusyError, MessError } from '../errors.ts';
import type { Facts } from '../facts.ts';
import type { Reason } from '../reasons.ts';
import { Reply } from './api/reply.ts';

/** What was worked out, and is not done yet. */
export interface Plan {
  /** The document of a dry run. */
  readonly preview: unknown;
  /** What it was worked out of and does not tell, such as the digest of a file. */
  readonly of?: string;
  /**
   * Does it.
   *
   * @returns the document of what was done
   * @throws BusyError `changed_meanwhile`: it is another one by now
   */
  carryOut(): Promise<unknown>;
}

interface Asked {
  /** What it is, for whoever is told that it is another one. */
  readonly during: Facts['changed_meanwhile']['during'];
  readonly isDryRun: boolean;
  /** Of the preview that was agreed to; any when undefined. */
  readonly basis: string | undefined;
}

/**
 * Shows what would be done, or does it. In the two requests of a person who looks first the second says by its
 * `basis` what was agreed to; nothing is kept between them, so that it is worked out again and compared.
 *
 * @throws BusyError `changed_meanwhile`, with the preview that is to be looked at now; nothing was written
 */
export async function previewOrCarryOut(
  { during, isDryRun, basis }: Asked,
  plan: () => Promise<Plan>,
): Promise<unknown> {
  const { preview, of, carryOut } = await plan();
  const found = basisOf(preview, of);
  if (isDryRun) return new Reply(preview, { 'x-basis': found });
  if (basis === undefined) return carryOut();
  if (basis !== found) throw anotherPreview(during, preview, found);
  try {
    return await carryOut();
  } catch (error) {
    if (!(error instanceof MessError) || !OVERTAKEN.includes(error.reason)) throw error;
    // Somebody who does not ask this server was faster.
    const now = await plan();
    throw anotherPreview(during, now.preview, basisOf(now.preview, now.of));
  }
}

/** That it is another one by now. */
const OVERTAKEN: readonly Reason[] = ['changed_meanwhile', 'decided_otherwise'];

/** A digest of what a person agrees to; the warnings beside it go with the time. */
export function basisOf(preview: unknown, of = ''): string {
  const text = JSON.stringify(preview, (key, value) => (key === 'warnings' ? undefined : value));
  return createHash('sha256').update(of).update(text).digest('base64url');
}

function anotherPreview(during: Asked['during'], preview: unknown, basis: string): BusyError {
  return new BusyError(
    'changed_meanwhile',
    'What was agreed to is another by now. Nothing was written.',
    { about: { during }, details: { basis, preview } },
  );
}
