import { expect, test } from 'vitest';
import { errorText, warningText } from '../../../src/output/page/error.ts';

const PAGE = { color: false, width: 30 };

test('a sentence is broken between words, as wide as the terminal; a command in a hint stays whole', () => {
  const message = 'May 2025 has its bill already, of 9,000.00.';
  const hint = 'to see it: mess bill show --month 2025-05, or void it';
  const error = { code: 'conflict', reason: 'bill_exists', exitCode: 8, message, hint } as never;
  expect(errorText(error, PAGE)).toBe(
    `error: May 2025 has its bill\n  already, of 9,000.00.\nhint: to see it:\n  mess bill show --month 2025-05,\n  or void it\n`,
  );
  expect(errorText(error, { color: false, width: undefined })).toBe(
    `error: ${message}\nhint: ${hint}\n`,
  );
  const lines = warningText('सीता देवी and a word_that_is_wider_than_the_terminal', PAGE).split(
    '\n',
  );
  expect(lines).toEqual(['warning: सीता देवी and a', '  word_that_is_wider_than_the_terminal', '']);
});
