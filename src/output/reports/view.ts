import type { Sheet } from '../../documents/sheet.ts';
import type { View } from '../page/view.ts';
import { reportPage } from '../report/html.ts';
import type { Report } from '../report/report.ts';
import { reportText } from '../report/terminal.ts';

/**
 * A report in all its forms.
 *
 * @param hasCharts whether a terminal shows the charts too
 */
export function reportView<Document>(
  document: Document,
  toReport: (document: Document) => Report,
  toSheet: (document: Document) => Sheet,
  hasCharts: boolean,
): View {
  return {
    json: () => document,
    csv: () => toSheet(document),
    text: (page) => reportText(toReport(document), page, hasCharts),
    html: () => [reportPage(toReport(document))],
  };
}
