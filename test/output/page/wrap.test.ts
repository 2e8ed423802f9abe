import { expect, test } from 'vitest';
import { wrapLines } from '../../../src/output/page/wrap.ts';

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
