import { Field } from '../../parts/field.tsx';

/** Whoever finds a desk signed in is to give nobody a way in. */
export function OwnPassword() {
  return (
    <Field
      name="password"
      label="Your own password"
      hint="Again, so that it is you who changes this"
      type="password"
      required
      autocomplete="current-password"
    />
  );
}
