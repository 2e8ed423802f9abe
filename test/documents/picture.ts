/** The look of a terminal, in pixels. */
const COLUMNS = 80;
const CHARACTER = 8.4;
const LINE = 19;
const MARGIN = 16;
const BAR = 30;
const GROUND = '#16181d';
const TEXT = '#d7dae0';
const DIM = '#7d8590';
const PROMPT = '#7ee787';
const FONTS =
  "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', 'Courier New', monospace";

/**
 * A picture of a terminal in SVG. Rules of tables and the prompt have a colour of their own; each line is as
 * wide as its characters whatever font the reader has.
 *
 * @param lines as printed, none wider than 80 columns, all of them characters of one column
 */
export function terminalPicture(title: string, lines: readonly string[]): string {
  const width = Math.ceil(COLUMNS * CHARACTER + 2 * MARGIN);
  const height = BAR + 2 * MARGIN + lines.length * LINE;
  const drawn = lines.flatMap((line, index) => {
    if (line.length > COLUMNS) throw new Error(`Wider than ${COLUMNS} columns: ${line}`);
    const y = BAR + MARGIN + (index + 0.75) * LINE;
    return drawLine(line, y);
  });
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, index) => `<circle cx="${20 + index * 20}" cy="15" r="6" fill="${colour}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>`,
    ...dots,
    `<g font-family="${FONTS}" font-size="14" fill="${TEXT}" xml:space="preserve">`,
    ...drawn,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Words stand where their column is, so that a font of another width moves none of them. */
function drawLine(line: string, y: number): string[] {
  const isCommand = line.startsWith('$ ');
  return [...line.matchAll(/\S+(?: \S+)*/g)].map(({ 0: words, index }) => {
    const colour = isRule(words) ? ` fill="${DIM}"` : '';
    const text = isCommand
      ? `<tspan fill="${PROMPT}">$</tspan>${escapeXml(words.slice(1))}`
      : escapeXml(words);
    const x = round(MARGIN + index * CHARACTER);
    const length = round([...words].length * CHARACTER);
    return `<text x="${x}" y="${round(y)}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${colour}>${text}</text>`;
  });
}

const isRule = (words: string) => /^[─ ]+$/.test(words);

const round = (value: number) => Number(value.toFixed(2));

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
