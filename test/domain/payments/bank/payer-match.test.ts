import { expect, test } from 'vitest';
import { createPayerMatch } from '../../../../src/domain/payments/bank/payer-match.ts';
import { toMinor } from '../vectors.ts';
import { bank, statementRow } from './bank-vectors.ts';

test.each(bank.match.cases)('whose payment it is: $id', ({ line, expect: expected }) => {
  const { narration, amount, learned = {}, due = {}, roll = [], left = [] } = line;
  const match = createPayerMatch({
    roll: [...bank.match.roll, ...roll].map((student) => ({
      ...student,
      left: left.includes(student.id) ? '2025-04-30' : null,
    })),
    payers: new Map(Object.entries(learned)),
    owedMinor: new Map(Object.entries(due).map(([id, owed]) => [id, toMinor(owed)])),
  });
  const found = match(statementRow({ narration, amountMinor: toMinor(amount) }));
  const shown =
    found.kind === 'student'
      ? {
          student: found.studentId,
          rule: found.rule,
          ...(found.hasLeft ? { warning: 'left' } : {}),
        }
      : found.kind === 'suspense'
        ? {
            suspense: found.why,
            ...(found.suggestion === null ? {} : { suggest: found.suggestion }),
          }
        : found.kind === 'settlement'
          ? { settlement: found.reference }
          : { notPayment: found.what };
  expect(shown).toEqual(expected);
});

test.each([
  ['IMPS/627900000003/9876543208/GURPREET', 'S008'],
  ['IMPS/627900000003/+919876543208/GURPREET', 'S008'],
  // The number of two, and the middle of a longer one.
  ['IMPS/627900000003/9876543207/GURPREET', null],
  ['IMPS/98765432081/GURPREET', null],
])('a phone in the narration only suggests: %s', (narration, suggestion) => {
  const roll = ['S007', 'S008', 'S009'].map((id) => ({
    ...{ id, name: id, left: null },
    phone: id === 'S008' ? '9876543208' : '9876543207',
  }));
  const match = createPayerMatch({ roll, payers: new Map(), owedMinor: new Map() });
  expect(match(statementRow({ narration, amountMinor: 100n }))).toEqual({
    kind: 'suspense',
    why: 'nobody is named',
    suggestion,
  });
});
