import { Written } from '../name.tsx';

/** What was done, told once after it was done. */
export function Done({ children }: { readonly children: string | undefined }) {
  return children === undefined ? null : (
    <p role="status" class="done">
      {children}
    </p>
  );
}

/** What is odd, and to be looked at. */
export function Warnings({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section class="warnings" aria-label="Warnings">
      <h2>To look at</h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** Facts with their names. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: string | null | undefined])[];
}) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Written text={value} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** What was agreed to is another by now, and is shown again. */
export function Changed() {
  return (
    <p role="alert" class="wrong">
      What this rests on was changed meanwhile, and nothing was written. Look again: these are the
      figures by now.
    </p>
  );
}
