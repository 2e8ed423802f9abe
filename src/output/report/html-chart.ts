import type { PaperWords } from '../../documents/words/paper-words.ts';
import { escapeHtml } from '../page/html.ts';
import { type Bar, type Chart, lengthOf, longestOf, pieceLength, sayPieces } from './report.ts';

/** Of a figure or a sign of an amount, nearly, by the size of the letters. */
const FIGURE = 0.6;
/** Amounts of more letters leave no room on a phone for labels beside the bars. */
const MANY_LETTERS = 14;

/**
 * Lying bars, each with its label before and its amount behind it. Only the bars are drawn, as wide as there is
 * room: words are as large as any on the page. What each piece is stands in its title, with the amount as a
 * document has it in `data-amount`.
 */
export function chartHtml(chart: Chart, words: PaperWords): string {
  const { title, bars, keys = [] } = chart;
  const longest = longestOf(chart);
  const letters = Math.max(...bars.map((bar) => sayPieces(bar.pieces).length));
  const [most] = [...bars].sort((a, b) => lengthOf(b) - lengthOf(a));
  const told = most === undefined ? '' : words.longestBar(most.label, sayPieces(most.pieces));
  const room = Math.ceil(letters * FIGURE) + 1;
  return [
    `<figure role="img" aria-label="${escapeHtml(`${title}. ${told}`)}">`,
    `<div class="bars${letters > MANY_LETTERS ? ' long' : ''}">`,
    ...bars.map((bar) => barHtml(bar, { longest, room, keys })),
    '</div>',
    ...(keys.length > 1 ? [keysHtml(keys)] : []),
    '</figure>',
  ].join('\n');
}

/** @param room for the amounts behind the bars, by the size of their letters */
function barHtml(
  bar: Bar,
  {
    longest,
    room,
    keys,
  }: { readonly longest: number; readonly room: number; readonly keys: readonly string[] },
): string {
  const whole = lengthOf(bar);
  let x = 0;
  const rects = bar.pieces.map((piece, at) => {
    const width = whole === 0 ? 0 : Math.round((pieceLength(piece) / whole) * 10_000) / 100;
    const key = keys[at] === undefined ? '' : `, ${keys[at]}`;
    const rect = [
      `<rect class="p${at}" x="${x}" width="${width}" height="10" data-amount="${escapeHtml(piece.amount)}">`,
      `<title>${escapeHtml(`${bar.label}${key}: ${piece.text}`)}</title></rect>`,
    ].join('');
    x = Math.round((x + width) * 100) / 100;
    return rect;
  });
  const part = Math.round((whole / longest) * 10_000) / 10_000;
  return [
    `<span class="label">${escapeHtml(bar.label)}</span>`,
    `<span class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" style="width: calc((100% - ${room}em) * ${part})">`,
    ...rects,
    `</svg>${escapeHtml(sayPieces(bar.pieces))}</span>`,
  ].join('');
}

function keysHtml(keys: readonly string[]): string {
  const signs = keys.map(
    (key, at) =>
      `<span><svg viewBox="0 0 10 10"><rect class="p${at}" width="10" height="10"/></svg>${escapeHtml(key)}</span>`,
  );
  return `<div class="keys">${signs.join('')}</div>`;
}
