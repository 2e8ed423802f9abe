import { dateTimeIn } from '../../domain/values/date.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

/** Somebody signed in. */
export interface Identity {
  readonly kind: string;
  readonly id: string;
  /** Admins have one. */
  readonly role?: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** @param lead what the sentence begins with, such as `Signed in as` */
export function identityView(identity: Identity, timeZone: string, lead: string): View {
  const { kind, id, expiresAt } = identity;
  const role = identity.role ?? null;
  return {
    json: () => identityDocument(identity),
    csv: () => ({
      header: ['kind', 'id', 'role', 'expires_at'],
      rows: [[kind, id, role, expiresAt]],
    }),
    text: () => [`${visible(`${lead} ${describeIdentity(identity, timeZone)}.`)}\n`],
  };
}

export function identityDocument({ kind, id, role, expiresAt }: Identity) {
  return { kind, id, role: role ?? null, expiresAt };
}

export function describeIdentity(
  { kind, id, role, expiresAt }: Identity,
  timeZone: string,
): string {
  const until = dateTimeIn(timeZone, new Date(expiresAt));
  return `${id} (${role ?? (kind === 'token' ? 'service token' : kind)}), until ${until} ${timeZone}`;
}
