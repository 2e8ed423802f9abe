import { Amount, Check, Field } from '../../parts/field.tsx';
import type { Given } from '../../sent.ts';

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

/** Those of the fields that are filled in, to be sent on. */
export function keepAmounts(given: Given): Given {
  return Object.fromEntries(
    AMOUNT_FIELDS.flatMap((name) => (given[name] ? [[name, given[name]]] : [])),
  );
}

export function saysAmounts(given: Given): boolean {
  return ['purchases', 'total', 'perHead', 'fixed'].some((name) => given[name]);
}
