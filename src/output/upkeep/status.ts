import type { MonthState } from '../../domain/billing/month-state.ts';
import { isStale } from '../../domain/billing/stale-bill.ts';
import type { Month } from '../../domain/values/month.ts';
import { describeIdentity, type Identity, identityDocument } from '../access/identity.ts';
import { monthDocument, openMonthLines } from '../billing/months.ts';
import { type MoneyStyle, moneyFormat } from '../page/money.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

export interface StatusToShow {
  readonly mess: { readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly signedIn: Identity;
  readonly unbilledMonths: readonly Month[];
  readonly openMonths: readonly MonthState[];
}

/** @param database where the mess is kept, as a person would name it */
export function statusView(status: StatusToShow, database: string, moneyStyle: MoneyStyle): View {
  const { mess, signedIn, unbilledMonths, openMonths } = status;
  const stale = openMonths.filter(({ staleness }) => isStale(staleness)).map(({ month }) => month);
  return {
    json: () => {
      const money = moneyFormat(moneyStyle);
      return {
        mess,
        database,
        signedIn: identityDocument(signedIn),
        unbilledMonths,
        openMonths: openMonths.map((state) => monthDocument(state, money)),
      };
    },
    csv: () => ({
      header: [
        'mess',
        'currency',
        'time_zone',
        'database',
        'signed_in',
        'unbilled_months',
        'stale_months',
        'open_months',
      ],
      rows: [
        [
          mess.name,
          mess.currency,
          mess.timeZone,
          database,
          signedIn.id,
          unbilledMonths.join(' '),
          stale.join(' '),
          openMonths.map(({ month }) => month).join(' '),
        ],
      ],
    }),
    text: function* () {
      const lines = [
        ['Mess', `${mess.name} (${mess.currency}, ${mess.timeZone})`],
        ['Database', database],
        ['Signed in', describeIdentity(signedIn, mess.timeZone)],
      ] as const;
      for (const [title, value] of lines) yield row(title, value);
      const months = openMonthLines(openMonths);
      yield row('To do', months[0] ?? 'nothing: no month is open');
      for (const month of months.slice(1)) yield row('', month);
    },
  };
}

function row(title: string, value: string): string {
  return `${title.padEnd(11)}${visible(value)}\n`;
}
