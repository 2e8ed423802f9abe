import type PDFDocument from 'pdfkit';
import { paperWords } from '../../../documents/words/paper-words.ts';
import type { Report } from '../report.ts';
import type { Pen, Type } from './pen.ts';

type Pdf = InstanceType<typeof PDFDocument>;

/** From the edges of the paper, in points; a third of an inch is what any printer leaves. */
export const MARGIN = 34;
export const BODY: Type = { size: 9.5 };
export const BOLD: Type = { size: 9.5, weight: 'Bold' };
const SMALL: Type = { size: 8 };
/** Of a line, by the size of its letters; room for the marks above and below of any script. */
export const LEADING = 1.45;
const FOOT = 14;

/** The sheets of a report: where the next thing goes, and a new sheet when there is no room for it. */
export interface Sheets {
  readonly pdf: Pdf;
  readonly pen: Pen;
  readonly left: number;
  readonly width: number;
  /** On small paper, with figures alone. */
  readonly isSlip: boolean;
  /** Where the next thing goes, from the top, in points. */
  y: number;
  /** Begins a sheet where there is no such height left. @returns whether it did */
  need(height: number): boolean;
}

/** Begins the sheets of a report: each has its head and foot. */
export function beginSheets(pdf: Pdf, pen: Pen, report: Report): Sheets {
  const [size = 'A4', layout] = report.paper.split(' ');
  const isLandscape = layout === 'landscape';
  let page = 0;
  const sheets: Sheets = {
    pdf,
    pen,
    left: MARGIN,
    isSlip: report.paper === 'A5',
    width: 0,
    y: 0,
    need(height) {
      if (sheets.y + height <= pdf.page.height - MARGIN - FOOT) return false;
      begin();
      return true;
    },
  };
  const begin = () => {
    page++;
    pdf.addPage({ size, layout: isLandscape ? 'landscape' : 'portrait', margin: 0 });
    Object.assign(sheets, { width: pdf.page.width - 2 * MARGIN, y: MARGIN });
    drawHead(sheets, report, page);
    drawFoot(sheets, report, page);
  };
  begin();
  return sheets;
}

/** Draws lines of text, each below the one before. */
export function writeLines(sheets: Sheets, text: string, type: Type): void {
  const height = type.size * LEADING;
  for (const line of sheets.pen.wrap(text, type, sheets.width)) {
    sheets.need(height);
    sheets.pen.write(line, sheets.left, sheets.y, type);
    sheets.y += height;
  }
}

export function drawRule(sheets: Sheets, thickness: number, colour = '#000'): void {
  const { pdf, left, width, y } = sheets;
  pdf
    .lineWidth(thickness)
    .moveTo(left, y)
    .lineTo(left + width, y)
    .stroke(colour);
}

/** The whole head on the first sheet, what it is on the others. */
function drawHead(sheets: Sheets, report: Report, page: number): void {
  if (page > 1) {
    writeLines(sheets, `${report.mess} · ${report.title} · ${report.subtitle}`, SMALL);
  } else {
    writeLines(sheets, report.mess, { size: 10, weight: 'Bold' });
    writeLines(sheets, report.title, { size: 16, weight: 'Bold' });
    writeLines(sheets, report.subtitle, BODY);
  }
  sheets.y += 3;
  drawRule(sheets, 1.2);
  sheets.y += 8;
}

function drawFoot({ pdf, pen, left, width }: Sheets, report: Report, page: number): void {
  const y = pdf.page.height - MARGIN - FOOT + 6;
  const number = paperWords(report.language).page(page);
  pen.write(report.footer, left, y, SMALL);
  pen.write(number, left + width - pen.widthOf(number, SMALL), y, SMALL);
}
