import { newMessSheet } from '../../documents/mess.ts';
import type { NewMessDocument } from '../../documents/schemas/mess.ts';
import { visible } from '../../domain/values/text.ts';
import type { View } from '../page/view.ts';

/** @param howToSignIn the words for it */
export function newMessView(made: NewMessDocument, howToSignIn: string): View {
  const { mess, database } = made;
  return {
    json: () => made,
    csv: () => newMessSheet(made),
    text: () => [
      `${visible(`${mess.name} is set up (${mess.currency}, ${mess.timeZone}) in ${database}.`)}\n`,
      `Sign in with: ${howToSignIn}\n`,
    ],
  };
}
