import type { Sheet } from '../../documents/sheet.ts';
import { visible } from '../../domain/values/text.ts';
import type { View } from './view.ts';

/** An answer that is a sentence for people: mostly, what was done. */
export function sentenceView(document: unknown, csv: () => Sheet, sentence: string): View {
  return {
    json: () => document,
    csv,
    text: () => [`${visible(sentence)}\n`],
  };
}
