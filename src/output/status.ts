import { type Month, monthName } from '../domain/month.ts';
import { describeIdentity, type Identity, identityDocument } from './identity.ts';
import { visible } from './terminal-text.ts';
import type { View } from './view.ts';

export interface StatusToShow {
  readonly mess: { readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly signedIn: Identity;
  readonly unbilledMonths: readonly Month[];
}

/** @param database where the mess is kept, as a person would name it */
export function statusView(status: StatusToShow, database: string): View {
  const { mess, signedIn, unbilledMonths } = status;
  return {
    json: () => ({ mess, database, signedIn: identityDocument(signedIn), unbilledMonths }),
    csv: () => ({
      header: ['mess', 'currency', 'time_zone', 'database', 'signed_in', 'unbilled_months'],
      rows: [
        [mess.name, mess.currency, mess.timeZone, database, signedIn.id, unbilledMonths.join(' ')],
      ],
    }),
    text: function* () {
      const unbilled = unbilledMonths.map(monthName).join(', ');
      const lines = [
        ['Mess', `${mess.name} (${mess.currency}, ${mess.timeZone})`],
        ['Database', database],
        ['Signed in', describeIdentity(signedIn, mess.timeZone)],
        [
          'To bill',
          unbilled === '' ? 'nothing: every month with attendance has its bill' : unbilled,
        ],
      ] as const;
      for (const [title, value] of lines) yield `${title.padEnd(11)}${visible(value)}\n`;
    },
  };
}
