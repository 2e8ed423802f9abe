import { type Month, monthName } from '../../../../domain/values/month.ts';
import type { PageScope } from '../../page.ts';
import { moneyOf } from '../style.ts';
import { Draft, type DraftView } from './draft.tsx';

/** What is the same of a bill that is new, and of one that is revised. */
export function viewOf(
  { mess, csrf }: PageScope,
  month: Month,
  spent: string | undefined,
): Pick<DraftView, 'month' | 'monthName' | 'spent' | 'locale' | 'csrf' | 'operation'> {
  return {
    month,
    monthName: monthName(month),
    spent,
    locale: mess.settings.locale,
    csrf,
    operation: crypto.randomUUID(),
  };
}

/** The place where a script takes over, if it runs: without it the forms do the same. */
export function DraftIsland({
  scope,
  view,
}: {
  readonly scope: PageScope;
  readonly view: DraftView;
}) {
  return (
    <div id="bill-draft" data-view={JSON.stringify(view)}>
      <Draft view={view} money={moneyOf(scope.mess)} />
    </div>
  );
}
