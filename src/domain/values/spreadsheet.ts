import { ValueError } from '../../errors.ts';
import { parseDate } from './date.ts';
import { isPhone } from './phone.ts';

/**
 * What a spreadsheet would take for the start of a formula, also in its full-width form; source: OWASP, "CSV
 * Injection".
 */
const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * Text that a spreadsheet shows and does not run: what begins like a formula gets a leading quote,
 * unless it is a phone number, a number or a date. Text that already begins with such a quote gets
 * one more, so that `unquoteFormula` always gives the text back.
 */
export function quoteFormula(text: string): string {
  return FORMULA.test(text) && !isHarmless(text) ? `'${text}` : text;
}

/** Takes off the quote that `quoteFormula` put on. */
export function unquoteFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

function isHarmless(text: string): boolean {
  return isPhone(text) || NUMBER.test(text) || isDate(text);
}

function isDate(text: string): boolean {
  try {
    return parseDate(text) === text;
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}
