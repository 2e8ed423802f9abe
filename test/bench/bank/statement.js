import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { idOf } from '../homes.js';

export const STUDENTS = 4000;

/** Of every 20 lines: our own note, an id of the roll, a phone, nobody who is known, money that went out. */
const KINDS = ['note', 'id', 'phone', 'nobody', 'out'];
const SHARES = [8, 4, 4, 3, 1];
const KIND_OF = SHARES.flatMap((share, kind) => Array(share).fill(KINDS[kind]));

const FIRST_PHONE = 9_800_000_000;

export function phoneOf(no) {
  return String(FIRST_PHONE + no);
}

/**
 * A statement as a bank gives it, of the last months, with a balance on every line. The lines that come in
 * name a student in the ways that banks write, and some of them nobody.
 */
export async function writeStatement(path, lines) {
  function* texts() {
    yield 'Txn Date,Value Date,Description,Ref No./Cheque No.,Debit,Credit,Balance\n';
    const begin = Date.now() - 300 * DAY_MS;
    let balanceMinor = 1_000_000_00;
    for (let at = 0; at < lines; at++) {
      const day = new Date(begin + Math.floor((at * 300) / lines) * DAY_MS);
      const date = day.toISOString().slice(0, 10).split('-').reverse().join('/');
      const kind = KIND_OF[(at * 7) % KIND_OF.length];
      const amountMinor = 100_000 + ((at * 37) % 4000) * 50;
      balanceMinor += kind === 'out' ? -amountMinor : amountMinor;
      const reference = String(400_000_000_000 + at * 7919);
      const text = describe(kind, reference, 1 + ((at * 31) % STUDENTS), at);
      const [out, into] = kind === 'out' ? [money(amountMinor), ''] : ['', money(amountMinor)];
      yield `${date},${date},${text},${reference},"${out}","${into}","${money(balanceMinor)}"\n`;
    }
  }
  await pipeline(Readable.from(texts()), createWriteStream(path));
  return path;
}

const DAY_MS = 24 * 60 * 60_000;

function describe(kind, reference, no, at) {
  const name = `STUDENT ${no}`;
  if (kind === 'out')
    return `UPI/DR/${reference}/SHARMA GAS AGENCY/HDFC/gas${at % 9}@okhdfcbank/CYLINDERS`;
  const from = (payer, note) => `UPI/CR/${reference}/${name}/SBIN/${payer}/${note}`;
  if (kind === 'note') return from(`payer${no}@oksbi`, `MESS ${idOf(no)} 2025-05`);
  if (kind === 'id') return from(`parent${no}@ybl`, `${idOf(no)} hostel fee`);
  if (kind === 'phone') return from(`${phoneOf(no)}@ybl`, 'food');
  return from(`someone${at}@okaxis`, 'payment from phone');
}

/** With groups, as banks print it. */
function money(minor) {
  const [whole, decimals] = [Math.floor(minor / 100), String(minor % 100).padStart(2, '0')];
  return `${whole.toLocaleString('en-IN')}.${decimals}`;
}
