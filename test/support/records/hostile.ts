import { expect } from 'vitest';

/** Names with what a terminal shows of them. */
export const HOSTILE: readonly (readonly [name: string, shown: string])[] = [
  ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
  ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
  ['\u009b2J and \u0085', '\\x9b2J and \\x85'],
  ['back\b\b\u007f', 'back\\x08\\x08\\x7f'],
  ['line\nbreak', 'line\\nbreak'],
  ['carriage\rreturn', 'carriage\\rreturn'],
  ['\r=1+1', '\\r=1+1'],
  ['\ttab', '\\ttab'],
  ['bel\u0007bel', 'bel\\x07bel'],
  ['user\u202egpj.exe', 'user\\u{202e}gpj.exe'],
  ['\u2066isolate\u2069', '\\u{2066}isolate\\u{2069}'],
  ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
  ['soft\u00adhyphen', 'soft\\xadhyphen'],
  ['paragraph\u2029', 'paragraph\\u{2029}'],
  ['tag\u{e0041}', 'tag\\u{e0041}'],
  ['this \u200d joins nothing', 'this \\u{200d} joins nothing'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['=HYPERLINK("http://x")', '=HYPERLINK("http://x")'],
  ['@SUM(1)', '@SUM(1)'],
  ['+1+1', '+1+1'],
  ['-1-1', '-1-1'],
  ["'=x", "'=x"],
  ["''=x", "''=x"],
  ["'tis", "'tis"],
  ['a,b"c;d', 'a,b"c;d'],
  ['👨‍👩‍👧', '👨‍👩‍👧'],
  ['👩🏽‍🚀', '👩🏽‍🚀'],
  ['क्‍ष', 'क्‍ष'],
  ['അവൻ അവന്\u200d', 'അവൻ അവന്\u200d'],
  ['שלום עולם', 'שלום עולם'],
  ['private \ue000 use', 'private \ue000 use'],
  ['long'.repeat(2500), 'long'.repeat(2500)],
];

export const ESCAPE = '\u001b[31m\u202e';
export const SHOWN_ESCAPE = '\\x1b[31m\\u{202e}';

export const NAMES = HOSTILE.map(([name]) => name);

/** C0 but the line break, C1, what reorders or hides text; never to be sent to a terminal. */
export const UNSAFE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|(?!\u200c|\u200d|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|\p{Cs}/u;
/** U+200C and U+200D where they hold nothing together, and U+200D makes no letter of what is before it. */
export const STRAY_JOINER =
  /(?<!\ufe0f|[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|(?!(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])\u200d)[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/u;

export function expectSafe(text: string): void {
  expect(text).not.toMatch(UNSAFE);
  expect(text).not.toMatch(STRAY_JOINER);
}
