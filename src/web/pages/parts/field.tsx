import type { JSX } from 'preact';
import { useSent } from './form.tsx';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value?: string;
  readonly type?: 'text' | 'date' | 'password' | 'tel' | 'email' | 'search';
  readonly required?: boolean;
  readonly autocomplete?:
    | 'off'
    | 'username'
    | 'current-password'
    | 'new-password'
    | 'one-time-code';
  readonly inputmode?: 'decimal' | 'numeric';
  /** The id of a list to choose from. */
  readonly list?: string;
  readonly size?: number;
}

/** A line to fill in. */
export function Field({ name, label, hint, value = '', type = 'text', ...more }: FieldProps) {
  const sent = useSent(name, value);
  const attributes = {
    ...more,
    name,
    type,
    // A secret is typed again.
    value: type === 'password' ? '' : sent.value,
    ...(sent.wrong !== undefined && { 'aria-invalid': 'true' }),
  } as JSX.IntrinsicElements['input'];
  return (
    <label class="field">
      <span>{label}</span>
      {hint !== undefined && <small>{hint}</small>}
      {sent.wrong !== undefined && <small class="late">{sent.wrong}</small>}
      <input {...attributes} />
    </label>
  );
}

/** An amount of money, as people write it. */
export function Amount(props: Omit<FieldProps, 'type' | 'inputmode'>) {
  return <Field {...props} inputmode="decimal" autocomplete="off" size={12} />;
}

/** Why something is taken back or changed. */
/** @param hint who reads it, where that is not the record of changes alone */
export function Reason({ hint = 'It stays in the record of changes' }: { readonly hint?: string }) {
  return <Field name="reason" label="Reason" hint={hint} required />;
}

/** One of some words. */
export function Choice({
  name,
  label,
  options,
  value = '',
  hint,
}: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly value?: string;
  readonly hint?: string;
}) {
  const sent = useSent(name, value);
  return (
    <label class="field">
      <span>{label}</span>
      {hint !== undefined && <small>{hint}</small>}
      {sent.wrong !== undefined && <small class="late">{sent.wrong}</small>}
      <select name={name} aria-invalid={sent.wrong === undefined ? undefined : 'true'}>
        {options.map(([each, text]) => (
          <option key={each} value={each} selected={each === sent.value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Words that are the same as what is sent for them. */
export function plainOptions(words: readonly string[]): (readonly [string, string])[] {
  return words.map((word) => [word, word]);
}

/** A box to tick: `yes` when it is. */
export function Check({
  name,
  label,
  isChecked = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly isChecked?: boolean;
}) {
  const { value } = useSent(name, isChecked ? 'yes' : '');
  return (
    <label class="check">
      <input type="checkbox" name={name} value="yes" checked={value === 'yes'} /> {label}
    </label>
  );
}
