import type { ImportReportDocument } from '../../../../documents/schemas/imports.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { Written } from '../../name.tsx';
import { Facts, Warnings } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import { Statement, type StatementReport } from './statement.tsx';

/** So many lines of a kind are shown. */
const SHOWN_LINES = 200;

/** What a file would do, as the dry run of its endpoint tells it; more of a bank's. */
export type FileReport = ImportReportDocument & Partial<StatementReport>;

/** Whether anything of it can be taken. */
export function isFit(report: FileReport, isPartial: boolean): boolean {
  if (report.alreadyImported !== null) return false;
  if (report.rejected > 0 || report.errors.length > 0) return isPartial && countChanges(report) > 0;
  // Of a bank's file that holds nothing new, the lines are kept, so that they are known.
  return countChanges(report) > 0 || (report.credits?.lines ?? 0) > 0;
}

export function countChanges({ inserted, updated }: FileReport): number {
  return inserted + updated;
}

/** The words of the button that takes it. */
export function sayTake(report: FileReport): string {
  const changes = countChanges(report);
  return changes === 0
    ? 'Keep its lines: nothing is new'
    : `Take the file: ${sayCount(changes, 'row')}`;
}

/** What a file would do, with the line of each mistake. */
export function Report({
  report,
  money,
}: {
  readonly report: FileReport;
  readonly money: (amount: string) => string;
}) {
  const { credits, posted } = report;
  const isOfBank = credits !== undefined && posted !== undefined;
  return (
    <>
      <Facts
        facts={[
          ['File', report.file],
          ['Rows', String(report.rows)],
          ['New', String(report.inserted)],
          ['Replaced', isOfBank ? null : String(report.updated)],
          [isOfBank ? 'Known already' : 'As it is already', String(report.unchanged)],
          ['Rejected', String(report.rejected)],
        ]}
      />
      {report.alreadyImported !== null && (
        <p role="status" class="wrong">
          This file was taken before, as import {report.alreadyImported.no}.
        </p>
      )}
      <Warnings sentences={report.warnings} />
      <Mistakes report={report} />
      {isOfBank && report.alreadyImported === null && (
        <Statement statement={report as StatementReport} money={money} />
      )}
    </>
  );
}

function Mistakes({ report: { errors } }: { readonly report: FileReport }) {
  if (errors.length === 0) return null;
  return (
    <>
      <Table
        caption={sayCount(errors.length, 'mistake')}
        columns={['Line', 'Column', 'Value', 'What is wrong']}
        none="No mistakes."
        rows={errors.slice(0, SHOWN_LINES).map((each, at) => ({
          key: at,
          cells: [
            each.line,
            <Written key="column" text={each.column} />,
            <Written key="value" text={each.value} />,
            <Written key="message" text={each.message} />,
          ],
        }))}
      />
      {errors.length > SHOWN_LINES && <p>And {errors.length - SHOWN_LINES} more.</p>}
    </>
  );
}

/** What helps where nothing is taken. */
export function NotFit() {
  return <p>Nothing of it can be taken like that. Correct the file, and choose it again.</p>;
}
