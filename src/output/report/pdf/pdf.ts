import { makeQrCode } from '../../../documents/payments/qr-code.ts';
import { FailureError } from '../../../errors.ts';
import type { CodePart, FactsPart, Report, ReportPart, SignaturesPart } from '../report.ts';
import { chartHeight, drawChart } from './chart.ts';
import type { Fonts } from './fonts.ts';
import { createPen, type KnownWords, knowNoWords } from './pen.ts';
import { BODY, BOLD, beginSheets, drawRule, LEADING, type Sheets, writeLines } from './sheet.ts';
import { drawTable } from './table.ts';

const HEADING = { size: 11.5, weight: 'Bold' } as const;
const QR_SIZE = 108;

/**
 * Reports as one PDF, each on sheets of its own, in pieces.
 *
 * @param file its title and language
 * @throws FailureError `no_font`: a name has letters that no font here has
 */
export type PrintPdf = (
  file: Pick<Report, 'title' | 'language'>,
  reports: Iterable<Report>,
) => AsyncIterable<Uint8Array>;

/**
 * Prints one PDF after another with the same fonts, each of which is read once. Names of Indic scripts are drawn as
 * they are written; whoever copies them out of a PDF gets them reordered: a page is the one to search and copy from.
 */
export function createPdfPrinter(fonts: Fonts): PrintPdf {
  const known = knowNoWords(fonts);
  return (file, reports) => print(file, reports, known);
}

async function* print(
  file: Pick<Report, 'title' | 'language'>,
  reports: Iterable<Report>,
  known: KnownWords,
): AsyncIterable<Uint8Array> {
  const { fonts } = known;
  if (fonts.find('NotoSans-Regular.ttf') === undefined && fonts.given.length === 0) {
    const sentence = 'No font was found to write a PDF with.';
    throw new FailureError('no_font', sentence, { about: { script: null, isFromRight: false } });
  }
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    autoFirstPage: false,
    // None: the one of a document would be read anew for each.
    font: null as unknown as string,
    info: { Title: file.title },
    lang: file.language,
  });
  const pen = createPen(pdf, known);
  // What was drawn is taken off at once, so that a thousand sheets take no more room than one.
  for (const report of reports) {
    const sheets = beginSheets(pdf, pen, report);
    for (const part of report.parts) drawPart(sheets, part);
    yield* readAll(pdf);
  }
  pdf.end();
  for await (const piece of pdf) yield piece as Uint8Array;
}

/** What is there by now. */
function* readAll(pdf: { read(): unknown }): Iterable<Uint8Array> {
  for (let piece = pdf.read(); piece !== null; piece = pdf.read()) yield piece as Uint8Array;
}

function drawPart(sheets: Sheets, part: ReportPart): void {
  if (part.kind === 'signatures') {
    drawSignatures(sheets, part);
    return;
  }
  if (part.title !== undefined) {
    // With what is below it.
    sheets.need(part.kind === 'table' ? 60 + chartHeight(part.chart) : 60);
    sheets.y += 6;
    writeLines(sheets, part.title, HEADING);
    sheets.y += 2;
  }
  if (part.kind === 'facts') drawFacts(sheets, part, sheets.left);
  else if (part.kind === 'code') drawCode(sheets, part);
  else if (part.kind === 'sentences') {
    for (const sentence of part.sentences)
      writeLines(sheets, sentence, part.isLoud ? HEADING : BODY);
  } else {
    if (part.chart !== undefined && part.chart.bars.length > 0) drawChart(sheets, part.chart);
    drawTable(sheets, part);
  }
  sheets.y += 6;
}

function drawFacts(sheets: Sheets, { facts }: Pick<FactsPart, 'facts'>, left: number): void {
  const { pen } = sheets;
  const labels = Math.max(...facts.map(([label]) => pen.widthOf(label, BODY))) + 18;
  const widest = Math.max(...facts.map(([, value]) => pen.widthOf(value, BOLD)));
  // A slip of few figures is as wide as its paper.
  const values = sheets.isSlip ? Math.max(widest, sheets.width - labels) : widest;
  for (const [label, value] of facts) {
    sheets.need(BODY.size * LEADING);
    pen.write(label, left, sheets.y, BODY);
    pen.write(value, left + labels + values - pen.widthOf(value, BOLD), sheets.y, BOLD);
    sheets.y += BODY.size * LEADING;
  }
}

function drawCode(sheets: Sheets, { content, facts, words }: CodePart): void {
  sheets.need(QR_SIZE + BODY.size * LEADING * 2);
  const { pdf, left } = sheets;
  const { size, path } = makeQrCode(content);
  const top = sheets.y;
  pdf
    .save()
    .translate(left, top)
    .scale(QR_SIZE / size)
    .path(path)
    .fill('#000')
    .restore();
  drawFacts(sheets, { facts }, left + QR_SIZE + 18);
  sheets.y = Math.max(sheets.y, top + QR_SIZE + 2);
  writeLines(sheets, words, BODY);
}

function drawSignatures(sheets: Sheets, { who }: SignaturesPart): void {
  const { pen, left, width } = sheets;
  sheets.need(70);
  sheets.y += 48;
  const step = width / who.length;
  for (const [at, each] of who.entries()) {
    const line = { ...sheets, left: left + at * step + 10, width: step - 20 };
    drawRule(line, 0.6);
    const x = line.left + (line.width - pen.widthOf(each, BODY)) / 2;
    pen.write(each, x, sheets.y + 3, BODY);
  }
  sheets.y += 20;
}
