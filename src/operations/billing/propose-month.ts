import { listBills } from '../../data/billing/bills.ts';
import { listClosedMonths } from '../../data/billing/closed-months.ts';
import { listKnownMonths, listUnbilledMonths } from '../../data/billing/months.ts';
import { listLacks } from '../../domain/billing/month-state.ts';
import type { Month } from '../../domain/values/month.ts';
import { currentMonth, type Mess } from '../mess/mess.ts';
import { listOpenMonths } from './months.ts';

/** What is to be done with a month that a person is asked for. */
export type MonthPurpose =
  | 'record'
  | 'charge'
  | 'bill'
  | 'read a bill'
  | 'change a bill'
  | 'close'
  | 'close as it is'
  | 'reopen';

/**
 * The month that a question proposes: the one that is mostly meant, and that would not be refused.
 * Undefined where no month of the mess is fit for the purpose.
 */
export async function proposeMonth(mess: Mess, purpose: MonthPurpose): Promise<Month | undefined> {
  return PROPOSALS[purpose](mess);
}

type Proposal = (mess: Mess) => Promise<Month | undefined>;

const PROPOSALS: Readonly<Record<MonthPurpose, Proposal>> = {
  record: async (mess) => (await listBegunMonths(mess)).at(-1) ?? currentMonth(mess),

  // A bill that is made has it only once it is revised.
  async charge(mess) {
    const billed = new Set((await listBills(mess.db, 'live')).map(({ month }) => month));
    return (
      (await listBegunMonths(mess)).findLast((month) => !billed.has(month)) ?? currentMonth(mess)
    );
  },

  // The oldest that is over, as the status advises.
  async bill(mess) {
    const unbilled = await listUnbilledMonths(mess.db);
    const fit = (await listBegunMonths(mess)).filter((month) => unbilled.includes(month));
    return fit.find((month) => month < currentMonth(mess)) ?? fit.at(-1);
  },

  'read a bill': async ({ db }) => (await listBills(db, 'live')).at(-1)?.month,

  async 'change a bill'(mess) {
    const closed = await listClosed(mess);
    const months = (await listBills(mess.db, 'live')).map(({ month }) => month);
    return months.findLast((month) => !closed.has(month)) ?? months.at(-1);
  },

  // Of one that lacks something before it can be closed, the refusal says what.
  async close(mess) {
    const open = await listOpenMonths(mess);
    const ready = open.find((state) => listLacks(state).includes('closing'));
    return (ready ?? open.find(({ isOver, bill }) => isOver && bill !== null))?.month;
  },

  'close as it is': async (mess) =>
    (await listBegunMonths(mess)).find((month) => month < currentMonth(mess)),

  reopen: async ({ db }) => (await listClosedMonths(db)).at(-1)?.month,
};

/** The months that are not closed, of which anything is recorded, in order; none that is still to come. */
async function listBegunMonths(mess: Mess): Promise<Month[]> {
  const closed = await listClosed(mess);
  const now = currentMonth(mess);
  return (await listKnownMonths(mess.db)).filter((month) => month <= now && !closed.has(month));
}

async function listClosed({ db }: Mess): Promise<ReadonlySet<Month>> {
  return new Set((await listClosedMonths(db)).map(({ month }) => month));
}
