import type { Knex } from 'knex';
import { requirePermission } from '../../../auth/permissions.ts';
import { sumBalances } from '../../../data/payments/balances.ts';
import { getAccountMap } from '../../../data/payments/journal/accounts.ts';
import { listRecordedBills, listShareParts } from '../../../data/payments/journal/bills.ts';
import {
  type DayRange,
  streamEntries,
  sumDeposits,
} from '../../../data/payments/journal/entries.ts';
import { listJournalPurchases } from '../../../data/payments/journal/purchases.ts';
import { listStudents } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import { withDays } from '../../../domain/payments/dues/due-days.ts';
import type { Journal, JournalProof } from '../../../domain/payments/journal/journal.ts';
import { entryTransaction } from '../../../domain/payments/journal/ledger.ts';
import {
  type JournalPurchase,
  purchaseTransactions,
} from '../../../domain/payments/journal/purchase.ts';
import {
  billTransaction,
  type JournalTransaction,
  listBillMoves,
} from '../../../domain/payments/journal/transaction.ts';
import { dateIn } from '../../../domain/values/date.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { Mess } from '../../mess/mess.ts';
import { atOneMoment } from '../../mess/snapshot.ts';
import { requireAccounts } from '../accounts/require.ts';

/** What of the books is exported. Days are `YYYY-MM-DD`, both included; all where undefined. */
export interface JournalRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** With what was bought, by heads. */
  readonly withPurchases?: boolean | undefined;
}

/**
 * The whole ledger as it is at one moment, read while it is written: memory holds one bill, and some
 * thousand entries.
 *
 * @param write reads the entries to their end
 * @throws ConflictError no accounts are kept yet
 */
export async function exportJournal(
  mess: Mess,
  actor: Actor,
  range: JournalRange,
  write: (journal: Journal) => Promise<void>,
): Promise<void> {
  requirePermission(actor, 'export the journal');
  const accountsFrom = requireAccounts(mess);
  await atOneMoment(mess.db, (db) => writeJournal(db, mess, { accountsFrom, range }, write));
}

/** The same, of whoever reads at one moment already. */
export async function writeJournal(
  db: Knex,
  mess: Mess,
  { accountsFrom, range }: { readonly accountsFrom: Month; readonly range: JournalRange },
  write: (journal: Journal) => Promise<void>,
): Promise<void> {
  const students = await listStudents(db);
  const purchases = range.withPurchases ? await readPurchases(db, mess) : [];
  const deposits = await sumDeposits(db);
  const transactions = listTransactions(db, mess, { accountsFrom, range, purchases });
  try {
    await write({
      settings: mess.settings,
      accounts: await getAccountMap(db),
      students: students.map(({ no, id, name }) => ({ no, id, name })),
      heads: new Map(purchases.map(({ headNo, head }) => [headNo, head])),
      deposits: [...deposits.keys()],
      transactions,
      proof: isWhole(range) ? await readProof(db, accountsFrom, deposits) : null,
    });
  } finally {
    // Where it was not read to its end, nothing is to be read behind it.
    await transactions.return(undefined);
  }
}

/** Of some days alone, nobody's account comes to what it does in all. */
function isWhole({ from, to }: JournalRange): boolean {
  return from === undefined && to === undefined;
}

/** As the list of dues reckons it, and not from the entries of the journal. */
async function readProof(
  db: Knex,
  accountsFrom: Month,
  deposits: ReadonlyMap<number, bigint>,
): Promise<JournalProof> {
  return { owed: await sumBalances(db, accountsFrom), held: deposits };
}

async function readPurchases(db: Knex, { settings }: Mess): Promise<JournalPurchase[]> {
  return (await listJournalPurchases(db)).map(({ voidedAt, ...purchase }) => ({
    ...purchase,
    voidedOn: voidedAt === null ? null : dateIn(settings.timeZone, new Date(voidedAt)),
  }));
}

interface Told {
  readonly accountsFrom: Month;
  readonly range: JournalRange;
  readonly purchases: readonly JournalPurchase[];
}

/** Something besides the ledger, which is read when its turn comes. */
interface Placed {
  readonly sequence: number;
  readonly date: string;
  read(): JournalTransaction | Promise<JournalTransaction>;
}

/** In the order in which all was entered, so that what is new stands at the end. */
async function* listTransactions(
  db: Knex,
  mess: Mess,
  told: Told,
): AsyncGenerator<JournalTransaction[]> {
  const days: DayRange = { from: told.range.from ?? '', to: told.range.to ?? '9999-12-31' };
  const isMeant = ({ date }: { readonly date: string }) => days.from <= date && date <= days.to;
  const placed = [...(await placeBills(db, mess, told)), ...placePurchases(told)]
    .filter(isMeant)
    .sort((a, b) => a.sequence - b.sequence);
  let next = 0;
  async function* readThrough(sequence: number): AsyncGenerator<JournalTransaction[]> {
    for (; (placed[next]?.sequence ?? Infinity) <= sequence; next++) {
      const transaction = await placed[next]?.read();
      if (transaction !== undefined && transaction.postings.length > 0) yield [transaction];
    }
  }
  for await (const entries of streamEntries(db, days)) {
    let batch: JournalTransaction[] = [];
    for (const entry of entries) {
      if ((placed[next]?.sequence ?? Infinity) <= entry.enteredBy) {
        yield batch;
        batch = [];
        yield* readThrough(entry.enteredBy);
      }
      batch.push(entryTransaction(entry));
    }
    yield batch;
  }
  yield* readThrough(Number.MAX_SAFE_INTEGER);
}

async function placeBills(db: Knex, mess: Mess, { accountsFrom }: Told): Promise<Placed[]> {
  const bills = withDays(await listRecordedBills(db, accountsFrom), mess.settings.timeZone);
  return listBillMoves(bills).map((move) => ({
    sequence: move.sequence,
    date: move.date,
    async read() {
      const { kind, month, revision, before } = move;
      const sharesOf = (of: number | null) => (of === null ? [] : listShareParts(db, month, of));
      const shares = await sharesOf(kind === 'void' ? null : revision);
      return billTransaction(move, shares, await sharesOf(before));
    },
  }));
}

function placePurchases({ purchases }: Told): Placed[] {
  return purchases.flatMap(purchaseTransactions).map(({ sequence, transaction }) => ({
    ...{ sequence, date: transaction.date },
    read: () => transaction,
  }));
}
