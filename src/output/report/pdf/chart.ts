import { type Chart, longestOf, pieceLength, sayPieces } from '../report.ts';
import { BODY, type Sheets } from './sheet.ts';

const STEP = 15;
const HEIGHT = 10;
/** Lighter by turns, with a line round each, so that a printer without colours parts them too. */
const COLOURS = ['#1f5fa8', '#d9a552', '#9bcb7a'];

/** A chart longer than this goes over two sheets. */
const MOST_TOGETHER = 24;

/** What of it is kept together, in points. */
export function chartHeight(chart: Chart | undefined): number {
  if (chart === undefined) return 0;
  const { bars, keys = [] } = chart;
  return Math.min(bars.length + (keys.length > 1 ? 1 : 0), MOST_TOGETHER) * STEP;
}

/** Lying bars with their labels and amounts, on one sheet. */
export function drawChart(sheets: Sheets, chart: Chart): void {
  const { bars, keys = [] } = chart;
  const { pdf, pen, left, width } = sheets;
  const labels = Math.min(
    width / 3,
    Math.max(...bars.map(({ label }) => pen.widthOf(label, BODY))),
  );
  const texts = bars.map(({ pieces }) => sayPieces(pieces));
  const amounts = Math.max(...texts.map((text) => pen.widthOf(text, BODY)));
  const room = Math.max(40, Math.min(320, width - labels - amounts - 16));
  const scale = room / longestOf(chart);
  sheets.need(chartHeight(chart));
  for (const [at, { label, pieces }] of bars.entries()) {
    sheets.need(STEP);
    const [shown = ''] = pen.wrap(label, BODY, labels);
    pen.write(shown, left + labels - pen.widthOf(shown, BODY), sheets.y, BODY);
    let x = left + labels + 6;
    for (const [index, piece] of pieces.entries()) {
      const long = pieceLength(piece) * scale;
      pdf
        .rect(x, sheets.y + 2, long, HEIGHT)
        .lineWidth(0.4)
        .fillAndStroke(COLOURS[index] ?? '#000', '#333');
      x += long;
    }
    pdf.fillColor('#000').strokeColor('#000');
    pen.write(texts[at] ?? '', x + 5, sheets.y, BODY);
    sheets.y += STEP;
  }
  if (keys.length > 1) drawKeys(sheets, keys, left + labels + 6);
  sheets.y += 6;
}

function drawKeys(sheets: Sheets, keys: readonly string[], left: number): void {
  const { pdf, pen } = sheets;
  let x = left;
  sheets.need(STEP);
  for (const [index, key] of keys.entries()) {
    pdf
      .rect(x, sheets.y + 2, HEIGHT, HEIGHT)
      .lineWidth(0.4)
      .fillAndStroke(COLOURS[index] ?? '#000', '#333');
    pdf.fillColor('#000').strokeColor('#000');
    pen.write(key, x + HEIGHT + 4, sheets.y, BODY);
    x += HEIGHT + 18 + pen.widthOf(key, BODY);
  }
  sheets.y += STEP;
}
