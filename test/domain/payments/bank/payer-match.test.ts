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

test.each<[string, bigint, string | null]>([
  // He alone owes that.
  ['UPI/CR/630911112222/UNCLE/KKBK', 500n, 'S001'],
  // Of two who owe it, by the beginning of the name.
  ['UPI/CR/630911112222/JOSEPH M/KKBK', 700n, 'S003'],
  ['UPI/CR/630911112222/JO/KKBK', 700n, null],
  ['UPI/CR/630911112222/JOSEPH M/KKBK', 900n, null],
])('the very amount that is owed only suggests: %s, %s', (narration, amountMinor, suggestion) => {
  const roll = ['Asha Rao', 'Josefa Mary', 'Joseph Mathew'].map((name, at) => ({
    ...{ id: `S00${at + 1}`, name, left: null, phone: `987654320${at}` },
  }));
  const owedMinor = new Map([
    ['S001', 500n],
    ['S002', 700n],
    ['S003', 700n],
  ]);
  const match = createPayerMatch({ roll, payers: new Map(), owedMinor });
  const why = 'nobody is named';
  const suspended = { kind: 'suspense', why, suggestion };
  expect(match(statementRow({ narration, amountMinor }))).toEqual(suspended);
});

test.each([
  ['UPI/MESS S099 2026-10/OK', "S099 in the note is nobody's id"],
  ['UPI/mess s099/OK', "S099 in the note is nobody's id"],
  ['UPI/MESS 220199 202610/OK', "220199 in the note is nobody's id"],
  // No ids, and one of the roll that is too short to be taken.
  ['UPI/MESS FEES/OK', 'nobody is named'],
  ['UPI/MESS OCT2026/OK', 'nobody is named'],
  ['UPI/MESS 2026-10/OK', 'nobody is named'],
  ['UPI/MESS 515412345601/OK', 'nobody is named'],
  ['UPI/MESS 500 FOR FOOD', 'nobody is named'],
  ['UPI/MESS A1 FOR FOOD', 'nobody is named'],
  ['UPI/NOMESS S099/OK', 'nobody is named'],
])('an id that nobody has is said: %s', (narration, why) => {
  const roll = [{ id: 'A1', name: 'Asha', left: null, phone: '9876543208' }];
  const match = createPayerMatch({ roll, payers: new Map(), owedMinor: new Map() });
  expect(match(statementRow({ narration, amountMinor: 100n }))).toEqual({
    ...{ kind: 'suspense', why, suggestion: null },
  });
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
