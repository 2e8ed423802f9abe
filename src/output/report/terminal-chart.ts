import { visible } from '../../domain/values/text.ts';
import { style } from '../page/style.ts';
import type { Page } from '../page/view.ts';
import { displayWidth } from '../page/width.ts';
import { type Bar, type Chart, lengthOf, longestOf, pieceLength, sayPieces } from './report.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/** Pieces of one bar differ in their signs, so that nothing hangs on colour. */
const SIGNS = { unicode: ['█', '▒', '░'], ascii: ['#', '=', '-'] } as const;
/** Where nobody says how wide the lines may be. */
const WIDTH = 80;
const LEAST = 10;

/** Bars with their labels before and their amounts behind them, as wide as the page. */
export function* drawChart(
  chart: Omit<Chart, 'title'> & Partial<Chart>,
  page: Page,
): Iterable<string> {
  const labels = chart.bars.map(({ label }) => visible(label));
  const texts = chart.bars.map(({ pieces }) => sayPieces(pieces));
  const labelWidth = Math.max(...labels.map(displayWidth));
  const textWidth = Math.max(...texts.map(displayWidth));
  const room = Math.max(LEAST, (page.width ?? WIDTH) - labelWidth - textWidth - 4);
  const longest = longestOf(chart);
  const signs = page.isAscii ? SIGNS.ascii : SIGNS.unicode;
  if (chart.title !== undefined) yield `${visible(chart.title)}\n`;
  for (const [index, bar] of chart.bars.entries()) {
    const label = labels[index] ?? '';
    const drawn = drawBar(bar, (room * lengthOf(bar)) / longest, signs, page);
    yield `${label}${' '.repeat(labelWidth - displayWidth(label))}  ${drawn} ${texts[index]}\n`;
  }
  if (chart.isTrend) yield* drawTrend(chart.bars, page);
  const { keys = [] } = chart;
  if (keys.length > 1) yield `${keys.map((key, at) => `${signs[at] ?? ''} ${key}`).join('   ')}\n`;
}

const LEVELS = { unicode: '▁▂▃▄▅▆▇█', ascii: '_.-~=+*#' } as const;

/** One sign a bar, from the least to the most: what lengths from 0 on hardly show. */
function* drawTrend(bars: readonly Bar[], page: Pick<Page, 'isAscii'>): Iterable<string> {
  const lengths = bars.map(lengthOf);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined || bars.length < 3 || least === most) return;
  const levels = page.isAscii ? LEVELS.ascii : LEVELS.unicode;
  const line = lengths
    .map((length) => levels[Math.round(((length - least) / (most - least)) * (levels.length - 1))])
    .join('');
  yield `${visible(first.label)} ${line} ${visible(last.label)}\n`;
}

function drawBar(
  bar: Bar,
  columns: number,
  signs: readonly string[],
  page: Pick<Page, 'color' | 'isAscii'>,
): string {
  const paint = style(page);
  const whole = lengthOf(bar);
  if (whole === 0) return '';
  // Ends of pieces are rounded, not their lengths, so that the bar is as long as the sum.
  let begun = 0;
  let sum = 0;
  return bar.pieces
    .map((piece, at) => {
      sum += pieceLength(piece);
      const end = (columns * sum) / whole;
      const isLast = at === bar.pieces.length - 1;
      const cells = isLast && !page.isAscii ? Math.floor(end) : Math.round(end);
      const eighth = isLast && !page.isAscii && at === 0 ? Math.floor((end - cells) * 8) : 0;
      const drawn = (signs[at] ?? '').repeat(Math.max(0, cells - begun)) + (EIGHTHS[eighth] ?? '');
      begun = cells;
      return at === 0 ? paint.cyan(drawn) : drawn;
    })
    .join('');
}
