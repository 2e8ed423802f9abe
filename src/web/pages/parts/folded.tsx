import type { ComponentChildren } from 'preact';

/** A form that is seldom wanted: folded away, so that no slip sends it. */
export function Folded({
  title,
  label = title,
  isOpen,
  children,
}: {
  readonly title: string;
  /** What it is called where the title alone does not say of what. */
  readonly label?: string;
  readonly isOpen: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <details open={isOpen} class="folded">
      <summary aria-label={label === title ? undefined : label}>{title}</summary>
      {children}
    </details>
  );
}
