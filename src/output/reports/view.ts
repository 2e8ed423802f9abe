import type { Sheet } from '../../documents/sheet.ts';
import type { View } from '../page/view.ts';
import { reportPage } from '../report/html.ts';
import type { Fonts } from '../report/pdf/fonts.ts';
import { createPdfPrinter } from '../report/pdf/pdf.ts';
import type { Report } from '../report/report.ts';
import { reportText } from '../report/terminal.ts';
import type { ReportStyle } from './style.ts';

/** How a report is drawn. */
export interface Drawing<Style extends ReportStyle = ReportStyle> {
  readonly style: Style;
  /** Whether a terminal shows the charts too. */
  readonly hasCharts: boolean;
  readonly fonts: Fonts;
}

/** A report in all its forms. */
export function reportView<Document, Style extends ReportStyle>(
  document: Document,
  toReport: (document: Document, style: Style) => Report,
  toSheet: (document: Document) => Sheet,
  { style, hasCharts, fonts }: Drawing<Style>,
): View {
  const report = () => toReport(document, style);
  return {
    json: () => document,
    csv: () => toSheet(document),
    text: (page) => reportText(report(), page, hasCharts),
    html: () => [reportPage(report())],
    pdf: () => createPdfPrinter(fonts)(report(), [report()]),
  };
}
