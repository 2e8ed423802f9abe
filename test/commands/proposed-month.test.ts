import { expect, test } from 'vitest';
import type { Question } from '../../src/commands/context.ts';
import { InterruptedError } from '../../src/errors.ts';
import { createMess, type TestMess } from '../support/mess.ts';
import { addMay } from '../support/records/month.ts';

/** What `mess` proposes for the month, to a person who then leaves. */
async function proposedBy(mess: TestMess, line: string): Promise<string | undefined> {
  const asked: Question[] = [];
  const text = (question: Question) => {
    asked.push(question);
    return Promise.reject(new InterruptedError('interrupted', 'Interrupted.'));
  };
  const { code } = await mess.with({ prompter: { text } })(...line.split(' '));
  expect([line, code, asked.map(({ message }) => message)]).toEqual([
    line,
    130,
    ['Month (like 2025-05)'],
  ]);
  return asked[0]?.default;
}

async function proposals(mess: TestMess, lines: readonly string[]) {
  const found: Record<string, string | undefined> = {};
  for (const line of lines) found[line] = await proposedBy(mess, line);
  return found;
}

const LINES = [
  'attendance show',
  'purchase list',
  'bill register',
  'bill show',
  'bill explain S001',
  'bill history',
  'bill revise',
  'bill void',
  'month close',
  'month close --as-is',
  'month reopen',
];

test('the month that is proposed fits what is to be done with it', async () => {
  const mess = await createMess();
  await addMay(mess);
  for (const [month, days] of [
    ['2025-02', '28'],
    ['2025-03', '31'],
    ['2025-04', '30'],
    ['2025-06', '1'],
  ]) {
    for (const id of ['S001', 'S002', 'S003', 'S004']) {
      await mess.do(`attendance record ${id} --month ${month} --days ${days}`);
    }
  }
  await mess.do(
    'bill register --month 2025-02 --total 1000 --quiet',
    'bill register --month 2025-03 --total 1000 --quiet',
    'bill register --month 2025-04 --total 1000 --quiet',
    'month close --month 2025-02',
  );
  // The clock stands on the 1st of June.
  expect(await proposals(mess, LINES)).toEqual({
    'attendance show': '2025-06',
    'purchase list': '2025-06',
    'bill register': '2025-05',
    'bill show': '2025-04',
    'bill explain S001': '2025-04',
    'bill history': '2025-04',
    'bill revise': '2025-04',
    'bill void': '2025-04',
    'month close': '2025-03',
    'month close --as-is': '2025-03',
    'month reopen': '2025-02',
  });

  // A charge is of a month that has no bill yet.
  await mess.do('bill register --month 2025-06 --total 1000 --early --quiet');
  expect(await proposedBy(mess, 'charge add S001 --kind guest')).toBe('2025-05');
  await mess.do('bill void --month 2025-06 --reason x --yes');

  // A stale bill is to be revised first; what is closed changes no more.
  await mess.do(
    'attendance record S001 --month 2025-03 --days 20',
    'bill register --month 2025-05 --total 1000 --quiet',
    'month close --month 2025-05',
  );
  expect(await proposals(mess, LINES)).toMatchObject({
    'bill register': '2025-06',
    'bill show': '2025-05',
    'bill revise': '2025-04',
    'month close': '2025-04',
    'month close --as-is': '2025-03',
    'month reopen': '2025-05',
  });
  await mess.do('month close --month 2025-04');
  expect(await proposedBy(mess, 'month close')).toBe('2025-03');
});

test('where no month is fit for it, none is proposed', async () => {
  const mess = await createMess();
  const {
    'attendance show': shown,
    'purchase list': listed,
    ...rest
  } = await proposals(mess, LINES);
  expect(await proposedBy(mess, 'charge add S001 --kind guest')).toBe('2025-06');
  expect([shown, listed]).toEqual(['2025-06', '2025-06']);
  expect(new Set(Object.values(rest))).toEqual(new Set([undefined]));
});
