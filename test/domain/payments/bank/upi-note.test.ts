import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  createNoteReader,
  writeUpiLink,
  writeUpiNote,
} from '../../../../src/domain/payments/bank/upi-note.ts';
import { toMinor } from '../vectors.ts';

/** Links, and what banks made of their notes: worked examples. */
const { cases, readBack } = JSON.parse(readFileSync(new URL('upi.json', import.meta.url), 'utf8'));

test.each<{ vpa: string; name: string; id: string; month: string; amount: string; link: string }>(
  cases,
)('the link of $id', ({ vpa, name, id, month, amount, link }) => {
  const request = {
    payee: vpa,
    messName: name,
    studentId: id,
    month,
    amountMinor: toMinor(amount),
  };
  expect(writeUpiLink(request)).toBe(link);
  // Nothing is asked for where nothing is owed.
  expect(writeUpiLink({ ...request, amountMinor: 0n })).not.toContain('am=');
  const read = createNoteReader([id, 'S001']);
  expect(read(`UPI/515412345678/${writeUpiNote(request)}/aditi@oksbi`)).toEqual({ id, month });
});

test.each<[string, string | null, string | null]>(readBack)('%s', (note, id, month) => {
  const found = createNoteReader(['21CS014', '7'])(note);
  expect(found ?? { id: null, month: null }).toEqual({ id, month });
});
