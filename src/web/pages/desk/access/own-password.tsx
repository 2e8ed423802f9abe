import { Field } from '../../parts/field.tsx';

/** Whoever finds a desk signed in is to give nobody a way in. */
export function OwnPassword() {
  return (
    <Field
      name="password"
      label="Your own password"
      hint="Again, as this gives others a way in, or takes it away"
      type="password"
      required
      autocomplete="current-password"
    />
  );
}
