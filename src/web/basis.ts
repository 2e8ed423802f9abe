import { createHash } from 'node:crypto';

/**
 * What a person was shown before it is done, as one word that comes back with the confirmation: where it is
 * another by then, what was shown is not what would be written.
 *
 * @param document plain JSON
 */
export function basisOf(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('base64url');
}
