import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { visible } from '../../../domain/values/text.ts';
import type { About } from '../../../facts.ts';
import type { Given, SentBack } from '../sent.ts';
import { CsrfField } from './csrf-field.tsx';

/** What the form was sent with that is shown again; each field finds its own in it. */
export const Sent = createContext<SentBack | undefined>(undefined);

/**
 * A form of the desk: it carries the number by which its change is known, so that sent twice it is done once.
 * What may be a slip of the keyboard is told, and done when the box below it is ticked.
 */
export function Form({
  id,
  scope,
  problem,
  does = '',
  action,
  submit,
  isGrave = false,
  isLong = false,
  hasFile = false,
  operation = crypto.randomUUID(),
  children,
}: {
  readonly id?: string;
  readonly scope: { readonly csrf: string | undefined };
  readonly problem?: SentBack | undefined;
  /** Tells the forms of a page apart. */
  readonly does?: string;
  /** Where it is sent: the page itself when undefined. */
  readonly action: string;
  /** The words of the button. */
  readonly submit: string;
  /** It takes something back, or away. */
  readonly isGrave?: boolean;
  /** Its fields stand below each other, and not side by side. */
  readonly isLong?: boolean;
  readonly hasFile?: boolean;
  /** The number of its change; a new one when undefined. */
  readonly operation?: string;
  readonly children?: ComponentChildren;
}) {
  const own = problem !== undefined && (problem.given.do ?? '') === does ? problem : undefined;
  return (
    <Sent.Provider value={own}>
      <form
        id={id}
        method="post"
        action={action}
        class={isLong ? 'desk-form long' : 'desk-form'}
        enctype={hasFile ? 'multipart/form-data' : undefined}
      >
        <CsrfField csrf={scope.csrf} />
        <input type="hidden" name="operation" value={operation} />
        {does !== '' && <input type="hidden" name="do" value={does} />}
        {own && <Wrong problem={own} />}
        {children}
        {own?.error.reason === 'unlikely' && (
          <label class="check">
            <input type="checkbox" name="sure" value={own.error.message} /> It is right like that
          </label>
        )}
        <p class="buttons">
          <button type="submit" class={isGrave ? 'grave' : undefined}>
            {submit}
          </button>
        </p>
      </form>
    </Sent.Provider>
  );
}

/** It takes the focus, so that it is seen where the form stands far down. */
export function Wrong({ problem: { error } }: { readonly problem: SentBack }) {
  return (
    <div role="alert" class="wrong" tabindex={-1} autofocus>
      <p>{sayWrong(error)}</p>
    </div>
  );
}

/** What is wrong, without the key by which programs know the field: people see which one it is. */
function sayWrong({ reason, message, details, about }: SentBack['error']): string {
  if (reason === 'unknown_student') return message + sayNear(about);
  const { field } = (details ?? {}) as { readonly field?: string };
  if (field === undefined || !message.startsWith(field)) return message;
  const sentence = message.slice(field.length).replace(/^(?: "(?:[^"\\]|\\.)*")?: /, '');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Whom somebody may have meant who is on no roll. */
function sayNear(about: unknown): string {
  const { near = [] } = (about ?? {}) as Partial<About<'unknown_student'>>;
  if (near.length === 0) return '';
  return ` Did you mean ${near.map(({ id, name }) => `${id} ${visible(name)}`).join(' or ')}?`;
}

/** What a form asks with, and what changes nothing: its answer can be looked at again, and sent on. */
export function Question({
  action,
  submit,
  children,
}: {
  readonly action: string;
  readonly submit: string;
  readonly children: ComponentChildren;
}) {
  return (
    <form method="get" action={action} class="desk-form ask">
      {children}
      <p class="buttons">
        <button type="submit">{submit}</button>
      </p>
    </form>
  );
}

/** What goes with a form unseen. */
export function Hidden({ values }: { readonly values: Given }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** The value that a field is shown with: what was sent, or else its own; and what is wrong with it. */
export function useSent(
  name: string,
  own: string,
): { readonly value: string; readonly wrong: string | undefined } {
  const sent = useContext(Sent);
  const { field } = (sent?.error.details ?? {}) as { readonly field?: string };
  const wrong = sent !== undefined && field === name ? sayWrong(sent.error) : undefined;
  return { value: sent?.given[name] ?? own, wrong };
}
