import { identityDocument, identitySheet, signedOutSheet } from '../../documents/access.ts';
import type { SignedIn } from '../../domain/actor.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';

/**
 * @param lead what the sentence begins with, such as `Signed in as`
 * @param warnings what the document says besides; undefined of one that has none
 */
export function identityView(
  signedIn: SignedIn,
  timeZone: string,
  lead: string,
  warnings?: readonly string[],
): View {
  const document = identityDocument(signedIn);
  const sentence = `${lead} ${describeIdentity(signedIn, timeZone)}.`;
  const json = warnings === undefined ? document : { ...document, warnings };
  return sentenceView(json, () => identitySheet(document), sentence);
}

/** @param id of who was signed in; null where nobody was */
export function signedOutView(id: string | null): View {
  const document = { signedOut: id };
  const sentence = id === null ? 'Nobody was signed in.' : `Signed out ${id}.`;
  return sentenceView(document, () => signedOutSheet(document), sentence);
}

export function describeIdentity(signedIn: SignedIn, timeZone: string): string {
  const { kind, id, expiresAt } = signedIn;
  const who = kind === 'admin' ? signedIn.role : kind === 'token' ? 'service token' : kind;
  const until = dateTimeIn(timeZone, new Date(expiresAt));
  return `${id} (${who}), until ${until} ${timeZone}`;
}
