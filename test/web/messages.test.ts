import { expect, test } from 'vitest';
import { rupeesInHindi } from '../../src/documents/words/hi-amount.ts';
import { formatsOf } from '../../src/domain/messages/formats.ts';
import { ENGLISH } from '../../src/web/messages/en.ts';
import { HINDI } from '../../src/web/messages/hi.ts';
import { createMess } from '../support/mess.ts';

/** Keys with how many arguments each has. */
function shapeOf(messages: object): unknown {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === 'object' ? shapeOf(value) : typeof value,
    ]),
  );
}

/** All sentences, with the arguments marked. */
function sentencesOf(messages: object): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[key, value]];
    if (typeof value === 'function') return [[key, value('«1»', '«2»')]];
    return sentencesOf(value);
  });
}

test('both languages have the same keys, and say the same arguments', () => {
  expect(shapeOf(HINDI)).toEqual(shapeOf(ENGLISH));
  const hindi = new Map(sentencesOf(HINDI));
  for (const [key, english] of sentencesOf(ENGLISH)) {
    const other = hindi.get(key) ?? '';
    expect(other, key).not.toBe('');
    for (const mark of ['«1»', '«2»']) {
      expect([key, other.includes(mark)]).toEqual([key, english.includes(mark)]);
    }
  }
});

test('Hindi is written in Devanagari', () => {
  const latin = sentencesOf(HINDI).filter(([, text]) => !/[\u0900-\u097f]/.test(text));
  // What has the same name in both; and what a mess has named itself.
  expect(latin.map(([, text]) => text)).toEqual(['«1»', 'UPI']);
});

test('heads and kinds of charges that every mess begins with have names in Hindi', async () => {
  const mess = await createMess();
  const heads = await mess.json<{ name: string }[]>('purchase', 'heads', 'list');
  const kinds = await mess.json<{ name: string }[]>('charge', 'kinds', 'list');
  const names = [...heads, ...kinds].map(({ name }) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !/[\u0900-\u097f]/.test(HINDI.named(name)))).toEqual([]);
});

test('a time is one of the morning or the night in Hindi', () => {
  const at = formatsOf('hi').time('2026-11-30T16:24:00Z', 'Asia/Kolkata');
  expect(at).toBe('30 नव॰ 2026, रात 9:54');
});

test.each([
  ['0.00', 'शून्य रुपये मात्र'],
  ['1.01', 'एक रुपया और एक पैसा मात्र'],
  ['0.70', 'सत्तर पैसे मात्र'],
  ['1803.00', 'एक हज़ार आठ सौ तीन रुपये मात्र'],
  ['748481.50', 'सात लाख अड़तालीस हज़ार चार सौ इक्यासी रुपये और पचास पैसे मात्र'],
  ['10000000000000.99', 'दस लाख करोड़ रुपये और निन्यानवे पैसे मात्र'],
])('%s rupees in Hindi', (amount, words) => {
  expect(rupeesInHindi(amount)).toBe(words);
});

test('each number below a hundred has a name of its own in Hindi', () => {
  const names = Array.from({ length: 100 }, (_, number) => rupeesInHindi(String(number)));
  expect(new Set(names).size).toBe(100);
  expect(names.join()).not.toContain('undefined');
});

test('figures are exact, and in Latin digits', () => {
  const rupees = { code: 'INR', decimals: 2 };
  for (const language of ['en', 'hi'] as const) {
    const { money, month, date, number } = formatsOf(language);
    expect(money('90071992547409.93', rupees)).toBe('₹9,00,71,99,25,47,409.93');
    expect(money('-50.00', rupees)).toBe('-₹50.00');
    expect(number(27.5)).toBe('27.5');
    expect(month('2026-05')).toBe(language === 'en' ? 'May 2026' : 'मई 2026');
    expect(date('2026-05-09')).toBe(language === 'en' ? '9 May 2026' : '9 मई 2026');
  }
});
