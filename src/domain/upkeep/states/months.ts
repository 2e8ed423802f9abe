import type { State } from './state.ts';
import type { Entry } from './told/entry.ts';
import { fieldOf, textOf } from './told/entry.ts';
import { createToldRows, type ReportIn } from './told/rows.ts';

/** Which months are closed, by whom and why. */
export function createMonthsState(report: ReportIn): State {
  const closed = createToldRows('closed_months', report);
  return {
    addEntry({ command, sequence, month, after }: Entry) {
      if (month === null) return;
      if (command === 'month reopen') closed.forget(month);
      if (command !== 'month close') return;
      const reason = fieldOf(after, 'asIs') === true ? textOf(after, 'reason') : null;
      closed.tell(month, { closed_by: sequence, as_is_reason: reason });
    },
    rows: { closed_months: (row) => closed.check(String(row.month), row) },
    ends: { closed_months: closed.end },
  };
}
