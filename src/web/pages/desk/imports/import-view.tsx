import type { Given, SentBack } from '../../sent.ts';
import { FILE_FORM, FileForm } from './file-form.tsx';
import type { ImportKind } from './kinds.ts';
import { type FileReport, isFit, NotFit, Report, sayTake } from './report.tsx';

/** What a page of an import hands to its script. */
export interface ImportView {
  readonly kind: Pick<ImportKind, 'kind' | 'options'>;
  /** Of the endpoint, below `/api/v1`. */
  readonly api: string;
  /** How the mess writes amounts. */
  readonly locale: string;
  readonly csrf: string | undefined;
  readonly operation: string;
  readonly problem: SentBack | undefined;
}

/** What a file would do, and by what it is known that this was shown. */
export interface LookedAt {
  readonly report: FileReport;
  readonly basis: string;
}

/** The form, and below it what the chosen file would do as soon as a script has asked. */
export function ImportIsland({
  view: { kind, csrf, operation, problem },
  given = {},
  looked,
  status = '',
  money,
}: {
  readonly view: ImportView;
  readonly given?: Given;
  readonly looked?: LookedAt | undefined;
  /** What goes on, in a sentence. */
  readonly status?: string;
  readonly money: (amount: string) => string;
}) {
  return (
    <>
      <FileForm
        scope={{ csrf }}
        kind={kind}
        given={given}
        problem={problem}
        operation={operation}
      />
      <p role="status">{status}</p>
      {looked && (
        <>
          <h2>What the file would do</h2>
          <Report report={looked.report} money={money} />
          {isFit(looked.report, given.partial === 'yes') ? (
            <p class="desk-form">
              <input type="hidden" name="basis" form={FILE_FORM} value={looked.basis} />
              <button type="submit" form={FILE_FORM} name="do" value="take">
                {sayTake(looked.report)}
              </button>
            </p>
          ) : (
            <NotFit />
          )}
        </>
      )}
    </>
  );
}
