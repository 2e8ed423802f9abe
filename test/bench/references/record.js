import { billRow, RowsDigest } from '../../../src/domain/mess/digests.ts';
import { commitEntry, hashEntry, NO_HEAD } from '../../../src/domain/mess/record-chain.ts';
import { addFigureRows, addShareRows } from '../../../src/domain/mess/row-bytes.ts';

// All that the record of changes makes of a bill or an import beside what is stored of them; prints the
// milliseconds of CPU time that it took, with those of the engine's own threads.

const [kind, students = '0', months = '0'] = process.argv.slice(2);
const numbers = Array.from({ length: Number(students) }, (_, index) => index + 1);
const daysOf = (no) => ((no * 37) % 63) * 50;
const shares = numbers.map((no) => ({
  studentId: `S${String(no).padStart(5, '0')}`,
  daysHundredths: daysOf(no),
}));

function digestBill() {
  const amounts = { totalMinor: 1n, perHeadMinor: null, fixedMinor: 1n, billedMinor: 2n };
  const digest = new RowsDigest();
  digest.add(billRow({ daysInMonth: 31, ...amounts }));
  addShareRows(digest, numbers, shares);
  return { bills: { '2025-05': digest.finish() } };
}

function digestImport() {
  const figures = {};
  for (let month = 0; month < Number(months); month++) {
    const digest = new RowsDigest();
    addFigureRows(digest, {
      studentNos: shares.map((_, place) => numbers[place]),
      daysHundredths: shares.map((_, place) => shares[place].daysHundredths),
      logDays: null,
    });
    figures[month] = digest.finish();
  }
  return { figures };
}

const begin = process.cpuUsage();
const digests = kind === 'bill' ? digestBill() : digestImport();
const who = { operationId: 'x', at: 'x', actorKind: 'admin', actorId: 'warden' };
const entry = { ...who, command: kind, subject: 'x', month: null, before: undefined };
const { digest } = commitEntry({ ...entry, after: { digests } });
hashEntry(NO_HEAD.hash, 1, digest);
const { user, system } = process.cpuUsage(begin);
console.log((user + system) / 1000);
