import { addMonths, type Month, monthName } from '../../../domain/values/month.ts';

/** The way to the months beside this one. */
export function MonthsBeside({
  month,
  to,
}: {
  readonly month: Month;
  readonly to: (month: Month) => string;
}) {
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)];
  return (
    <nav aria-label="Months" class="months-beside">
      <a href={to(before)} rel="prev">
        ← {monthName(before)}
      </a>
      <a href={to(after)} rel="next">
        {monthName(after)} →
      </a>
    </nav>
  );
}
