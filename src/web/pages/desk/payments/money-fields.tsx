import { METHODS, type Method } from '../../../../domain/payments/entry.ts';
import { parseReference } from '../../../../domain/values/text.ts';
import { ValueError } from '../../../../errors.ts';
import { type Mess, today } from '../../../../operations/mess/mess.ts';
import { Choice, Field, plainOptions } from '../../parts/field.tsx';
import { dateReader, maybe, need } from '../../parts/given.ts';
import type { Given } from '../../sent.ts';

/** How money comes or goes, and on which day. */
export function MethodAndDay({
  mess,
  label,
  method,
  date = today(mess),
}: {
  readonly mess: Mess;
  /** Of the method. */
  readonly label: string;
  readonly method?: Method;
  /** `YYYY-MM-DD`; today when undefined. */
  readonly date?: string;
}) {
  return (
    <>
      <Choice
        name="method"
        label={label}
        options={plainOptions(METHODS)}
        {...(method !== undefined && { value: method })}
      />
      <Field name="date" label="Date" type="date" value={date} required />
    </>
  );
}

/** @throws UsageError `bad_value`, with the field */
export function readMethodAndDay(
  mess: Mess,
  given: Given,
): { readonly method: Method; readonly date: string } {
  return {
    method: need(given, 'method', parseMethod),
    date: need(given, 'date', dateReader(mess)),
  };
}

/** @throws UsageError `bad_value`, with the field */
export function readReference(given: Given): string | null {
  return maybe(given, 'reference', parseReference) ?? null;
}

/** @throws ValueError `bad_choice` */
function parseMethod(text: string): Method {
  const method = METHODS.find((each) => each === text);
  if (method !== undefined) return method;
  throw new ValueError('bad_choice', `not known; there is ${METHODS.join(', ')}`);
}
