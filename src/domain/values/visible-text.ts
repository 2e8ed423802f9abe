/**
 * A pattern that names a property of Unicode, made when it is first needed: looking the property up in the
 * tables takes a millisecond, and most text is ASCII.
 */
export function whenNeeded(make: () => RegExp): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= make();
    return pattern;
  };
}

/**
 * Characters that a terminal obeys instead of showing, or that reorder or hide text: C0, C1, line and
 * paragraph separators, lone surrogates, and all that Unicode calls ignorable (bidirectional
 * controls, zero-width characters, fillers), but for the variation selectors of emoji.
 */
const unsafe = whenNeeded(
  () =>
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb\p{Cs}]|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu,
);

/** U+200C and U+200D between letters are spelling, and hold an emoji together. */
const joinableBefore = whenNeeded(
  () => /(?:[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)$/u,
);
const joinableAfter = whenNeeded(() => /^[\p{L}\p{M}\p{Extended_Pictographic}]/u);

const SHORT: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Text from data as it may go to a terminal: what is not safe is shown as an escape, not sent. */
export function visible(text: string): string {
  return replaceUnsafe(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return SHORT[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
  });
}

/** A JSON document with unsafe characters as `\u` escapes, which mean the same. */
export function escapeJson(json: string): string {
  // Its own line breaks are the only ones: in a value they are escaped already.
  if (/^[\n -~]*$/.test(json)) return json;
  return replaceUnsafe(json, (character) => {
    if (character === '\n') return character;
    let escaped = '';
    for (let i = 0; i < character.length; i++) {
      escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    }
    return escaped;
  });
}

/** Letters, digits and signs of ASCII, as most text is: each is shown as it is, one column wide. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function replaceUnsafe(text: string, show: (character: string) => string): string {
  if (isPlain(text) || text.search(unsafe()) === -1) return text;
  return text.replace(unsafe(), (character, offset: number) => {
    const isJoiner = character === '\u200c' || character === '\u200d';
    const joins =
      isJoiner &&
      joinableBefore().test(text.slice(Math.max(0, offset - 2), offset)) &&
      joinableAfter().test(text.slice(offset + 1, offset + 3));
    return joins ? character : show(character);
  });
}

/** The first 60 characters of a value quoted in an error. */
export function shorten(value: string): string {
  const characters = [...value];
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : value;
}
