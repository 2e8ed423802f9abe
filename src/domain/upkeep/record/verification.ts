import { NO_HEAD, type RecordHead } from '../../mess/record-chain.ts';
import type { Report, VerifiedRow } from '../finding.ts';
import { ALTERED, createEntryJudge, type Found, type Judged } from './entry.ts';
import { createNumbering } from './numbering.ts';

const BEGINNING: Judged = { ...NO_HEAD, number: 0, state: 'whole' };

/**
 * Checks that the record of changes is the chain that was written, and tells apart what was done to it.
 * Without an anchor its end may be missing, and nobody can tell.
 *
 * @param anchor the number and the beginning of the hash of an entry, as they were once written down
 */
export function createRecordVerification(report: Report, anchor?: RecordHead) {
  const salts = new Map<number, string>();
  const numbering = createNumbering();
  const judge = createEntryJudge(salts);
  let last = BEGINNING;
  /** The hash that the next entry is to follow. */
  let standing = NO_HEAD.hash;
  let isAnchored = false;

  const say = (check: Found, sequence: number, message: string) =>
    report(`audit_${check}`, String(sequence), message);

  /** Now that it is known what the next entry follows, if there is one. */
  const settleDoubt = (followed: string | undefined) => {
    if (last.state !== 'doubtful') return;
    // One that nothing follows has taken the place of none.
    if (followed === undefined || followed === standing) {
      say('inserted', last.sequence, 'the entry was not written by mess');
    } else {
      say('altered', last.sequence, ALTERED);
      numbering.take(last.sequence);
      standing = last.hash;
    }
  };

  /** An entry that is whole follows another one than that before it, and no number is missing. */
  const checkLink = (entry: Judged, previous: string) => {
    const { number } = entry;
    if (entry.state !== 'whole' || last.state !== 'whole' || previous === standing) return;
    if (number === undefined || number !== (last.number ?? 0) + 1) return;
    const message = 'the next entry follows another one';
    if (last === BEGINNING) say('altered', entry.sequence, 'an entry was before the first one');
    else say('altered', last.sequence, message);
  };

  return {
    /** The salts of an entry; all come before the entries. */
    addSalts: (row: VerifiedRow) => {
      salts.set(Number(row.sequence), String(row.salts));
    },
    /** In the order of their numbers. */
    addEntry(row: VerifiedRow) {
      const previous = String(row.previous_hash);
      settleDoubt(previous);
      const entry = judge(row, standing);
      if (entry.finding !== undefined) say(...entry.finding);
      checkLink(entry, previous);
      if (entry.number !== undefined) numbering.take(entry.number);
      if (entry.state !== 'doubtful') standing = entry.hash;
      last = entry;
      if (anchor?.sequence !== entry.sequence) return;
      isAnchored = true;
      if (entry.hash.startsWith(anchor.hash)) return;
      say('anchor', entry.sequence, 'the entry is not the one that was written down');
    },
    /** To be called after the last entry. */
    end() {
      settleDoubt(undefined);
      if (anchor !== undefined && !isAnchored) numbering.expect(anchor.sequence);
      // Their entries were there.
      for (const sequence of salts.keys()) numbering.expect(sequence);
      for (const { from, to } of numbering.missing()) {
        const missing = from === to ? `entry ${from}` : `entries ${from} to ${to}`;
        say('sequence', from, `${missing} of the record of changes missing`);
      }
    },
  };
}
