import { expect, test } from 'vitest';
import { maskEmail, parseEmail } from '../../../src/domain/students/email.ts';
import { ValueError } from '../../../src/errors.ts';

test.each([
  ['asha@example.org', 'asha@example.org'],
  ['  Asha.Rao+mess@CSE.Example.ORG ', 'Asha.Rao+mess@cse.example.org'],
  ["o'brien_1@x-y.example", "o'brien_1@x-y.example"],
  ['a@xn--p1b6ci4b4b3a.xn--h2brj9c', 'a@xn--p1b6ci4b4b3a.xn--h2brj9c'],
  [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
])('%j is an address', (text, address) => {
  expect(parseEmail(text)).toBe(address);
});

const NONE = 'not an e-mail address; write one, like asha@example.org';

test.each([
  ...[
    'asha',
    'asha.rao',
    'asha.example.org',
    'asha@',
    '@example.org',
    'asha@example',
    'a@b@example.org',
    'a b@example.org',
  ],
  ...['a@example.org\nBcc: b@example.org', 'a\r\nb@example.org', 'a@exam\u0000ple.org'],
  ...['a\u200b@x.org', 'a@x.org\u202e.com', 'a\u00a0b@x.org'],
  ...['a;b@example.org', 'a@example.org;b@example.org', 'a,b@example.org', 'a@x.org,b@x.org'],
  ...['"a b"@example.org', 'Asha <asha@example.org>', 'a(x)@example.org', 'a\\b@example.org'],
  ...['-oQ@example.org', '=1+1@example.org', '+1@example.org', "'a@example.org"],
  ...['a%x.org@example.org', 'x!a@example.org', 'a:b@example.org', '.a@x.org', 'a..b@x.org'],
  ...['a@-x.org', 'a@x-.org', 'a@x..org', 'a@x.org.', 'a@[127.0.0.1]', 'a@127.0.0.1'],
  ...['अ@example.org', `a@${'x'.repeat(64)}.org`],
])('%j is none', (text) => {
  expect(() => parseEmail(text)).toThrow(new ValueError('bad_email', NONE));
});

test('what is too long is said, and how a domain in other letters is written', () => {
  const long = `a@${['x', 'y', 'z', 'w'].map((each) => each.repeat(61)).join('.')}.example`;
  for (const text of [`${'a'.repeat(65)}@example.org`, long]) {
    expect(() => parseEmail(text)).toThrow('longer than an e-mail address may be');
  }
  expect(() => parseEmail('')).toThrow('the e-mail address is missing');
  expect(() => parseEmail('x@उदाहरण.भारत')).toThrow(
    'a domain in other letters is written as mail servers know it: x@xn--p1b6ci4b4b3a.xn--h2brj9c',
  );
});

test('masked, it tells nobody who it is', () => {
  expect(maskEmail('asha.rao@example.org')).toBe('a•••@example.org');
  expect(maskEmail(maskEmail('asha.rao@example.org'))).toBe('a•••@example.org');
});
