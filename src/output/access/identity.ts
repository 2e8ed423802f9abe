import { identityDocument, identitySheet, signedOutSheet } from '../../documents/access.ts';
import type { SignedIn } from '../../domain/actor.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

/** @param lead what the sentence begins with, such as `Signed in as` */
export function identityView(signedIn: SignedIn, timeZone: string, lead: string): View {
  const document = identityDocument(signedIn);
  return {
    json: () => document,
    csv: () => identitySheet(document),
    text: () => [`${visible(`${lead} ${describeIdentity(signedIn, timeZone)}.`)}\n`],
  };
}

/** @param id of who was signed in; null where nobody was */
export function signedOutView(id: string | null): View {
  const document = { signedOut: id };
  return {
    json: () => document,
    csv: () => signedOutSheet(document),
    text: () => [id === null ? 'Nobody was signed in.\n' : `Signed out ${id}.\n`],
  };
}

export function describeIdentity(signedIn: SignedIn, timeZone: string): string {
  const { kind, id, expiresAt } = signedIn;
  const who = kind === 'admin' ? signedIn.role : kind === 'token' ? 'service token' : kind;
  const until = dateTimeIn(timeZone, new Date(expiresAt));
  return `${id} (${who}), until ${until} ${timeZone}`;
}
