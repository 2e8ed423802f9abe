import { eastAsianWidth } from 'get-east-asian-width';
import { isPlain, whenNeeded } from '../../domain/values/text.ts';

const zeroWidth = whenNeeded(() => /^[\p{Mn}\p{Me}\p{Cf}]$/u);
const emoji = whenNeeded(() => /^\p{Emoji_Presentation}$/u);
const ESCAPES = /\u001b\[[0-9;]*m/g;

/**
 * How many columns text takes in a terminal, the way `wcwidth` counts: marks that stand on a letter
 * take none, East Asian wide characters and emoji two. Colour escapes are not counted.
 */
export function displayWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const character of text.replace(ESCAPES, '')) {
    if (zeroWidth().test(character)) continue;
    width += emoji().test(character) ? 2 : eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}

/** Text cut to a width, with an ellipsis when anything is missing. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept.replace(/[\u200c\u200d]$/, '')}…`;
}
