import { ValueError } from '../../errors.ts';

const INDIAN = /^[1-9]\d{9}$/;

const INTERNATIONAL = /^\+[1-9]\d{7,14}$/;

/**
 * A phone number in its stored form: ten Indian digits, or `+` and 8 to 15 digits. Spaces,
 * dots, hyphens and brackets between the digits are taken off, and so is the 0 that is dialled before
 * the ten; 00 before a country code is a `+`.
 *
 * @throws ValueError `missing` or `bad_phone`
 */
export function parsePhone(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the phone number is missing');
  const written = /^\+?[\d\s().-]+$/.test(trimmed) ? trimmed.replace(/[\s().-]/g, '') : '';
  const digits = written.replace(/^0(?=[1-9]\d{9}$)/, '').replace(/^00(?=[1-9])/, '+');
  if (!isPhone(digits)) {
    throw new ValueError(
      'bad_phone',
      'not a phone number; write 10 digits, or + and 8 to 15 digits with the country code',
    );
  }
  return digits;
}

/** The same of a number with the country code of India and without it. */
export function phoneKey(phone: string): string {
  return phone.replace(/^\+91(?=\d{10}$)/, '');
}

/** True for a number in its stored form. */
export function isPhone(text: string): boolean {
  return INDIAN.test(text) || INTERNATIONAL.test(text);
}

const SHOWN_DIGITS = 4;

const HIDDEN = '•';

/**
 * A phone number as the record of changes and those who read it see it, `••••••3210`: students sign in
 * with it. What is masked already stays as it is.
 */
export function maskPhone(phone: string): string {
  if (phone.startsWith(HIDDEN)) return phone;
  const { length } = phone;
  const hidden = Math.max(length - SHOWN_DIGITS, Math.min(length, SHOWN_DIGITS));
  return HIDDEN.repeat(hidden) + phone.slice(hidden);
}
