import type { ExpensesDocument } from '../../../documents/schemas/billing.ts';
import type { PageScope } from '../page.ts';
import { wordsOf } from '../words.ts';

type Expense = ExpensesDocument['expenses'][number];

/** So many bars fit on a phone. */
const BARS = 12;
const HEIGHT = 100;
const STEP = 28;
const BAR = 20;

/** The newest months as bars: what of each is paid, and what is open. */
export function Chart({
  scope,
  expenses,
}: {
  readonly scope: PageScope;
  readonly expenses: readonly Expense[];
}) {
  const { say } = scope;
  const { shortMonth, money } = wordsOf(scope);
  const shown = expenses.slice(-BARS);
  // How high a bar is, is looked at: a number is near enough.
  const most = Math.max(...shown.map(({ amount }) => Number(amount)));
  const [first, last] = [shown[0], shown.at(-1)];
  if (shown.length < 2 || !(most > 0) || first === undefined || last === undefined) return null;
  const width = shown.length * STEP;
  const heightOf = (amount: number) => Math.max(0, Math.round((amount / most) * HEIGHT));
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="xMinYMax meet"
        role="img"
        aria-label={say.chart}
      >
        {shown.map(({ month, amount, outstanding }, index) => {
          const whole = heightOf(Number(amount));
          const open = heightOf(Math.min(Number(outstanding ?? 0), Number(amount)));
          const x = index * STEP + (STEP - BAR) / 2;
          return (
            <g key={month}>
              <title>{`${shortMonth(month)}: ${money(amount)}`}</title>
              <rect class="bar" x={x} y={HEIGHT - whole} width={BAR} height={whole} />
              {open > 0 && <rect class="open" x={x} y={HEIGHT - whole} width={BAR} height={open} />}
            </g>
          );
        })}
      </svg>
      <figcaption>
        {shortMonth(first.month)} – {shortMonth(last.month)}
        {shown.some(({ outstanding }) => outstanding !== null) && (
          <span>
            <span class="key bar" /> {say.paid} <span class="key open" /> {say.open}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
