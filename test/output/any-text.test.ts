import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteFormula, unquoteFormula } from '../../src/domain/values/spreadsheet.ts';
import { escapeJson, visible } from '../../src/domain/values/text.ts';
import { render } from '../../src/output/page/render.ts';
import { NAMES, STRAY_JOINER, UNSAFE } from '../support/records/hostile.ts';

/** Any code units, mixed with those that matter here. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NAMES.filter((name) => name.length < 100)),
      fc.constantFrom(...'\'=+-@\t\r\n,"0123456789', '\u200c', '\u200d', '👨', 'क', '्', '\ufe0f'),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

test('taking the quote off gives any text back', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const quoted = quoteFormula(text);
      expect(unquoteFormula(quoted)).toBe(text);
      expect([text, `'${text}`]).toContain(quoted);
    }),
    { numRuns: 2000 },
  );
});

test('any text goes through CSV unchanged', () => {
  const page = { width: undefined, color: false };
  fc.assert(
    fc.property(hostileText, (text) => {
      // UTF-8 has no way to write half a surrogate pair.
      fc.pre(!/\p{Cs}/u.test(text));
      const sheet = { header: ['id', 'text'], rows: [['S1', text]] };
      const view = { json: () => null, csv: () => sheet, text: () => [] };
      const csv = [...render(view, 'csv', page)].join('');
      const [, ...rows] = parse(csv);
      expect(rows.map((row) => row.map(unquoteFormula))).toEqual([['S1', text]]);
    }),
    { numRuns: 2000 },
  );
});

test('escaped JSON means the same, for any text and any document', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const json = escapeJson(JSON.stringify(text));
      expect(JSON.parse(json)).toBe(text);
      expect(json).not.toMatch(UNSAFE);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.jsonValue(), hostileText, (value, key) => {
      const json = JSON.stringify({ [key]: value }, null, 2);
      expect(JSON.parse(escapeJson(json))).toEqual(JSON.parse(json));
    }),
  );
});

test('nothing unsafe ever becomes visible text, and what is safe stays', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const shown = visible(text);
      expect(shown).not.toMatch(UNSAFE);
      expect(shown).not.toMatch(STRAY_JOINER);
      expect(shown).not.toContain('\n');
      const safe = ![UNSAFE, STRAY_JOINER, /\n/].some((unsafe) => unsafe.test(text));
      expect(shown === text).toBe(safe);
    }),
    { numRuns: 2000 },
  );
});
