import type { PaperWords } from '../../documents/words/paper-words.ts';
import { escapeHtml } from '../page/html.ts';
import { type Bar, type Chart, lengthOf, longestOf, pieceLength, sayPieces } from './report.ts';

const WIDTH = 480;
const STEP = 22;
const HEIGHT = 15;
const LABELS = 130;
/** Of a letter of an amount, nearly: figures are narrower than it. */
const LETTER = 7.2;

/**
 * Lying bars, each with its label before and its amount behind it. What each piece is stands in its title, with
 * the amount as a document has it in `data-amount`.
 */
export function chartSvg(chart: Chart, words: PaperWords): string {
  const { title, bars, keys = [] } = chart;
  const longest = longestOf(chart);
  const letters = Math.max(...bars.map((bar) => sayBar(bar).length));
  const room = Math.max(60, WIDTH - LABELS - 8 - letters * LETTER);
  const keyHeight = keys.length > 1 ? STEP : 0;
  const height = bars.length * STEP + keyHeight;
  const drawn = bars.map((bar, index) => barSvg(bar, index * STEP, room / longest, keys));
  const [most] = [...bars].sort((a, b) => lengthOf(b) - lengthOf(a));
  const told = most === undefined ? '' : words.longestBar(most.label, sayBar(most));
  return [
    `<figure><svg viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escapeHtml(title)}</title>`,
    `<desc>${escapeHtml(told)}</desc>`,
    ...drawn,
    ...(keys.length > 1 ? [keySvg(keys, bars.length * STEP)] : []),
    '</svg></figure>',
  ].join('\n');
}

function sayBar({ pieces }: Bar): string {
  return sayPieces(pieces);
}

function barSvg(bar: Bar, y: number, scale: number, keys: readonly string[]): string {
  let x = LABELS;
  const pieces = bar.pieces.map((piece, at) => {
    const width = Math.round(pieceLength(piece) * scale * 100) / 100;
    const key = keys[at] === undefined ? '' : `, ${keys[at]}`;
    const rect = [
      `<rect class="p${at}" x="${x}" y="${y + 2}" width="${width}" height="${HEIGHT}"`,
      ` data-amount="${escapeHtml(piece.amount)}">`,
      `<title>${escapeHtml(`${bar.label}${key}: ${piece.text}`)}</title></rect>`,
    ].join('');
    x = Math.round((x + width) * 100) / 100;
    return rect;
  });
  const line = y + HEIGHT - 1;
  return [
    `<text x="${LABELS - 6}" y="${line}" text-anchor="end">${escapeHtml(shorten(bar.label))}</text>`,
    ...pieces,
    `<text x="${x + 5}" y="${line}">${escapeHtml(sayBar(bar))}</text>`,
  ].join('');
}

const LONGEST_LABEL = 18;

/** The whole stands in the title and in the table. */
function shorten(label: string): string {
  const letters = [...label];
  return letters.length <= LONGEST_LABEL
    ? label
    : `${letters.slice(0, LONGEST_LABEL - 1).join('')}…`;
}

function keySvg(keys: readonly string[], y: number): string {
  const step = Math.floor((WIDTH - LABELS) / keys.length);
  return keys
    .map((key, at) => {
      const x = LABELS + at * step;
      return `<rect class="p${at}" x="${x}" y="${y + 4}" width="12" height="12"/><text x="${x + 17}" y="${y + 14}">${escapeHtml(key)}</text>`;
    })
    .join('');
}
