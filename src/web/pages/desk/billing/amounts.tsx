import { parseDaysInMonth } from '../../../../domain/billing/bill.ts';
import { UsageError } from '../../../../errors.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import type { Given } from '../../page.ts';
import { Amount, Check, Field } from '../../parts/field.tsx';
import { amountReader, isTicked, maybe } from '../../parts/given.ts';

/** What a bill is made of, as a form has it. */
export const AMOUNT_FIELDS = ['purchases', 'total', 'perHead', 'fixed', 'days'] as const;

/** The amounts of a bill, to be filled in. */
export function AmountFields({
  given,
  spent,
}: {
  readonly given: Given;
  /** What the purchases come to, in words. */
  readonly spent: string | undefined;
}) {
  return (
    <>
      {spent !== undefined && (
        <Check
          name="purchases"
          label={`From the purchases of the month: ${spent}`}
          isChecked={given.purchases === 'yes'}
        />
      )}
      <Amount
        name="total"
        label="What the mess spent in all"
        hint="Divided by days present"
        value={given.total ?? ''}
      />
      <Amount
        name="perHead"
        label="What one student pays for a full month"
        hint="× days ÷ days in the month"
        value={given.perHead ?? ''}
      />
      <Amount
        name="fixed"
        label="Wages, gas, rent"
        hint="The same for everybody on the roll"
        value={given.fixed ?? ''}
      />
      <Field
        name="days"
        label="Dining days"
        hint="Empty for all days of the month"
        value={given.days ?? ''}
        inputmode="numeric"
        size={4}
      />
    </>
  );
}

/** What was given, undefined where nothing was. */
export function readAmounts(mess: Mess, given: Given) {
  const amount = amountReader(mess);
  const amounts = {
    totalMinor: maybe(given, 'total', amount),
    perHeadMinor: maybe(given, 'perHead', amount),
    fixedMinor: maybe(given, 'fixed', amount),
  };
  const fromPurchases = isTicked(given, 'purchases');
  const isByHand = amounts.totalMinor !== undefined || amounts.fixedMinor !== undefined;
  if (fromPurchases && isByHand) {
    throw new UsageError(
      'bad_value',
      'The total and the fixed cost come from the purchases, or are typed: not both.',
      { details: { field: amounts.totalMinor === undefined ? 'fixed' : 'total' } },
    );
  }
  return { amounts, fromPurchases, daysInMonth: maybe(given, 'days', parseDaysInMonth) };
}

/** Those of the fields that are filled in, to be sent on. */
export function keepAmounts(given: Given): Given {
  return Object.fromEntries(
    AMOUNT_FIELDS.flatMap((name) => (given[name] ? [[name, given[name]]] : [])),
  );
}

export function saysAmounts(given: Given): boolean {
  return ['purchases', 'total', 'perHead', 'fixed'].some((name) => given[name]);
}
