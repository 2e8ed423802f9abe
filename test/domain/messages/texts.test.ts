import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUILT_IN } from '../../../src/domain/messages/built-in.ts';
import { composeMessage, composeSms } from '../../../src/domain/messages/compose.ts';
import {
  type MessageVariables,
  NAMED_TEMPLATES,
  readSmsTemplate,
  readTextTemplate,
} from '../../../src/domain/messages/template.ts';
import { internationalDigits, writeWhatsAppLink } from '../../../src/domain/messages/whatsapp.ts';
import { InvalidInputError, ValueError } from '../../../src/errors.ts';
import { NAMES, UNSAFE } from '../../support/records/hostile.ts';

const { waLinks, sms } = JSON.parse(
  readFileSync(new URL('texts.json', import.meta.url), 'utf8'),
) as {
  readonly waLinks: { readonly cases: [string, string, string, string][] };
  readonly sms: { readonly cases: [keyof MessageVariables, string, boolean][] };
};

const OF_BILL = { kind: 'bill', language: 'en' } as const;

test.each(waLinks.cases)('a link to %s, of %s, with a text', (phone, code, text, link) => {
  expect(writeWhatsAppLink(internationalDigits(phone, code) ?? '', text)).toBe(link);
});

test('a number without a country code leads nowhere', () => {
  expect(internationalDigits('9876543210', 'none')).toBeUndefined();
  expect(internationalDigits('', '91')).toBeUndefined();
  expect(internationalDigits('+9779812345678', 'none')).toBe('9779812345678');
});

// What stands before an amount is in the words that are registered.
test.each(sms.cases.filter(([, value]) => !value.startsWith('Rs')))(
  'an SMS with %s %s is taken: %s',
  (name, value, isTaken) => {
    const template = readSmsTemplate(OF_BILL, `Template: 1\n\nDear {${name}}.`, 'a.txt');
    const compose = () => composeSms(template, { [name]: value });
    if (!isTaken) expect(compose).toThrow(ValueError);
    else {
      expect(compose()).toEqual({
        text: `Dear ${value}.`,
        template: { id: '1', text: 'Dear {#var#}.' },
        variables: [value],
      });
    }
  },
);

test('an SMS has its variables in the order of its words, and none may lack', () => {
  const source = 'Template: 1107-a\r\n\r\n{name}: Rs {amount}, {month}\r\nagain {name}';
  const template = readSmsTemplate(OF_BILL, source, 'a.txt');
  const variables = { name: 'Asha', amount: '3,000.00', month: 'May 2025' };
  expect(composeSms(template, variables)).toEqual({
    text: 'Asha: Rs 3,000.00, May 2025\nagain Asha',
    template: { id: '1107-a', text: '{#var#}: Rs {#var#}, {#var#}\nagain {#var#}' },
    variables: ['Asha', '3,000.00', 'May 2025', 'Asha'],
  });
  expect(() => composeSms(template, { ...variables, month: '' })).toThrow(
    'there is nothing to say for {month} of the SMS',
  );
});

const SOURCE = `\ufeffSubject:  {mess}: {month}

Dear {name},
To pay: {totalDue}
Pay by {dueDate}.


{mess}

`;

test('a line is left out of which there is nothing to say, and blank lines are one', () => {
  const template = readTextTemplate(OF_BILL, SOURCE, 'bill.en.txt');
  const some = { mess: 'Ganga', month: 'May', name: 'Asha', totalDue: '5.00' };
  expect(composeMessage(template, some)).toEqual({
    subject: 'Ganga: May',
    text: 'Dear Asha,\nTo pay: 5.00\n\nGanga',
  });
  expect(composeMessage(template, {})).toEqual({ subject: ':', text: '' });
});

test('what a name has in braces, dollars and lines stays what it is', () => {
  const template = readTextTemplate(OF_BILL, SOURCE, 'bill.en.txt');
  const hostile = '{totalDue} $& %41 <b>&amp;\r\nBcc: all@example.org\u2028x\u202ey\u200bz';
  const { subject, text } = composeMessage(template, { name: hostile, mess: hostile, month: 'x' });
  const inert = '{totalDue} $& %41 <b>&amp; Bcc: all@example.org xyz';
  expect(text).toBe(`Dear ${inert},\n\n${inert}`);
  expect(subject).toBe(`${inert}: x`);
});

test('no hostile name can steer a text, nor leave its link', () => {
  for (const name of [...NAMES, '👩🏽‍🚀 अरुणा & co', 'a%0Ab?text=&x#y']) {
    const template = readTextTemplate(OF_BILL, SOURCE, 'bill.en.txt');
    const { subject, text } = composeMessage(template, { name, mess: name, month: name });
    for (const line of [subject, ...text.split('\n')]) expect(line).not.toMatch(UNSAFE);
    const url = new URL(writeWhatsAppLink('919876543210', text));
    expect([url.origin, url.pathname, url.hash]).toEqual(['https://wa.me', '/919876543210', '']);
    expect([...url.searchParams]).toEqual([['text', text]]);
  }
});

test.each([
  [
    '',
    'x.txt, line 1: begins with Subject: and the subject of the message; line 2: the text is missing.',
  ],
  ['Dear {name}', 'line 1: begins with Subject:'],
  ['Subject: a\n\n{nam}', 'line 3: {nam} is no variable of a bill; there is {name}, {id}'],
  ['Subject: {receipt}\n\nx', 'line 1: {receipt} is no variable of a bill'],
  ['Subject: a\n\nDear {name', 'line 3: a { is not closed'],
  ['Subject: a\n\nDear name}', 'line 3: a } closes nothing'],
  ['Subject: a\n\nDear {na\nme}', 'line 3: a { is not closed; line 4: a } closes nothing'],
  ['Subject: a\u0007\n\nx', 'line 1: has a character that nobody sees: Subject: a\\x07'],
  ['Subject: a\n\nx\u202ey', 'line 3: has a character that nobody sees: x\\u{202e}y'],
  [`Subject: ${'a'.repeat(151)}\n\nx`, 'line 1: is longer than 150 characters'],
  [`Subject: a\n\n${'x'.repeat(4001)}`, 'line 3: the text is longer than 4000 characters'],
])('a template that cannot be is refused by line: %j', (source, message) => {
  const read = () => readTextTemplate(OF_BILL, source, 'x.txt');
  expect(read).toThrow(InvalidInputError);
  expect(read).toThrow(message);
});

test.each([
  ['Subject: a\n\nx', 'line 1: begins with Template:'],
  ['Template: a b\n\nx', 'line 1: begins with Template:'],
  ['Template: 1\n\na\n{upiLink}', 'line 4: {upiLink} is longer than 30 characters'],
  ['Template: 1\n\n{#var#}', 'line 3: {#var#} is no variable of a bill'],
])('so is one of an SMS: %j', (source, message) => {
  expect(() => readSmsTemplate(OF_BILL, source, 'x.txt')).toThrow(message);
});

test('the built-in templates are right, and show no amount on a locked screen', () => {
  for (const named of NAMED_TEMPLATES.filter(({ isSms }) => !isSms)) {
    const source = BUILT_IN[`${named.kind}.${named.language}`];
    const { subject, text } = readTextTemplate(named, source, named.name);
    expect(subject).not.toMatch(/amount|due|credit|paid/i);
    expect(text).toContain('{name}');
  }
});
