import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { ReportYear } from '../../domain/reports/report-year.ts';
import type { AuditPackDocument } from '../schemas/reports.ts';

/** @param folder where the pack was written */
export function auditPackDocument(
  {
    year,
    verified,
    head,
  }: {
    readonly year: { readonly year: ReportYear };
    readonly verified: { readonly findings: readonly unknown[] };
    readonly head: RecordHead;
  },
  folder: string,
): AuditPackDocument {
  return {
    year: year.year.name,
    folder,
    findings: verified.findings.length,
    record: anchorOf(head),
  };
}
