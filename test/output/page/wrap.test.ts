import { expect, test } from 'vitest';
import { reflow } from '../../../src/output/page/reflow.ts';
import { wrapLines, wrapSentence } from '../../../src/output/page/wrap.ts';

test('lines are broken between words, a second column within itself', () => {
  expect(wrapLines('Mess       Ganga Hostel Mess (INR, Asia/Kolkata)\nshort\n', 30)).toBe(
    'Mess       Ganga Hostel Mess\n           (INR, Asia/Kolkata)\nshort\n',
  );
  expect(wrapLines('           Ganga Hostel Mess (INR, Asia/Kolkata)\n', 30)).toBe(
    '           Ganga Hostel Mess\n           (INR, Asia/Kolkata)\n',
  );
  expect(wrapLines('  --output <FILE>  write the answer to a file\n', 30)).toBe(
    '  --output <FILE>\n      write the answer to a\n      file\n',
  );
});

test('a command stays whole, to be copied', () => {
  const command = '  mess bill register --month 2025-05 --total 74000\n';
  expect(wrapLines(command, 30)).toBe(command);
  expect(wrapLines('To do  May 2025: no bill (mess bill register --month 2025-05)\n', 45)).toBe(
    'To do  May 2025: no bill\n       (mess bill register --month 2025-05)\n',
  );
});

test('nothing is broken where there is no terminal', () => {
  const long = `${'word '.repeat(99)}\n`;
  expect(wrapLines(long, undefined)).toBe(long);
});

test('in a sentence a command is what its words look like, up to where the sentence goes on', () => {
  const lines = (sentence: string) => wrapSentence(sentence, 24, { hanging: 2 });
  expect(lines("or show it: mess purchase heads unhide 'Rice, red' shows it again")).toEqual([
    'or show it:',
    "mess purchase heads unhide 'Rice, red'",
    'shows it again',
  ]);
  expect(lines('To take it in: mess bill revise --month 2025-05 --reason TEXT. Not now.')).toEqual([
    'To take it in:',
    'mess bill revise --month 2025-05 --reason TEXT.',
    'Not now.',
  ]);
  expect(lines('see the mess, or mess db verify says more; mess is busy')).toEqual([
    'see the mess, or',
    'mess db verify',
    'says more; mess is',
    'busy',
  ]);
});

test('a page flows anew: its paragraphs and second columns, and no line of a crontab', () => {
  const page = [
    'How it is done',
    'every night:',
    '',
    '  30 2 * * * mess db backup --to /a/folder/of/some/depth  --quiet',
    '  mess bill list --all --no-pager --no-color',
    '',
    '  mess status      when it was',
    '                   done',
    '',
  ].join('\n');
  expect(reflow(page, 100).split('\n')).toEqual([
    'How it is done every night:',
    '',
    '  30 2 * * * mess db backup --to /a/folder/of/some/depth  --quiet',
    '  mess bill list --all --no-pager --no-color',
    '',
    '  mess status      when it was done',
    '',
  ]);
  expect(reflow(page, 25).split('\n').slice(0, 5)).toEqual([
    'How it is done every',
    'night:',
    '',
    '  30 2 * * * mess db backup --to /a/folder/of/some/depth  --quiet',
    '  mess bill list --all --no-pager --no-color',
  ]);
});
