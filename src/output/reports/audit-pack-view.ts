import { auditPackDocument } from '../../documents/reports/audit-pack.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import type { ReportYear } from '../../domain/reports/report-year.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';

/** Where a pack was written, and what the check of the books found. */
export function auditPackView(
  pack: {
    readonly year: { readonly year: ReportYear };
    readonly verified: { readonly findings: readonly unknown[] };
    readonly head: RecordHead;
  },
  folder: string,
): View {
  const document = auditPackDocument(pack, folder);
  const { findings } = document;
  const found = findings === 0 ? 'nothing' : String(findings);
  const sentence = `Written to ${folder}. The check of the books found ${found}.`;
  const csv = () => ({
    header: Object.keys(document),
    rows: [Object.values(document)],
  });
  return sentenceView(document, csv, sentence);
}
