import { hydrate } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { groupAmount } from '../../domain/values/money-format.ts';
import { AMOUNT_FIELDS, saysAmounts } from '../pages/desk/billing/amount-fields.tsx';
import { Draft, type DraftView } from '../pages/desk/billing/draft.tsx';
import type { Given } from '../pages/sent.ts';

/** How long more digits are waited for. */
const ASK_AFTER_MS = 400;

const NO_ANSWER = 'The server did not answer: these are no figures of it.';

/** The amounts as the endpoint takes them. */
function toBody({ total, perHead, fixed, days, purchases }: Given): object {
  const amounts = Object.entries({ total, perHead, fixed }).filter(([, text]) => text);
  return {
    ...Object.fromEntries(amounts),
    ...(days && { days: Number(days) }),
    ...(purchases === 'yes' && { fromPurchases: true }),
  };
}

/** The bill that the amounts would make, as the server works it out. */
async function draft(view: DraftView, signal: AbortSignal): Promise<Partial<DraftView>> {
  const path = `bills/${view.month}${view.kind === 'revise' ? '/revisions' : ''}`;
  const answer = await fetch(`/api/v1/${path}?dryRun=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(toBody(view.given)),
    signal,
  });
  const document = await answer.json();
  if (answer.ok) {
    return { drafted: { document, basis: answer.headers.get('x-basis') ?? '' } };
  }
  return { wrong: { error: document.error, given: view.given } };
}

function readAmounts(form: HTMLFormElement): Given {
  const sent = new FormData(form);
  return Object.fromEntries(
    AMOUNT_FIELDS.flatMap((name) => {
      const text = String(sent.get(name) ?? '');
      return text === '' ? [] : [[name, text]];
    }),
  );
}

/**
 * Asks for the bill whenever other amounts are typed.
 *
 * @param show is called with what is to be shown, and what goes on in a sentence
 * @returns ends it
 */
function watchAmounts(
  holder: HTMLElement,
  first: DraftView,
  show: (view: DraftView, status: string) => void,
): () => void {
  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    asked.abort();
    clearTimeout(timer);
  };
  const ask = async (typed: DraftView, signal: AbortSignal) => {
    try {
      const found = await draft(typed, signal);
      if (!signal.aborted) show({ ...typed, ...found } as DraftView, '');
    } catch {
      if (!signal.aborted) show(typed, NO_ANSWER);
    }
  };
  const askFor = (form: HTMLFormElement) => {
    stop();
    asked = new AbortController();
    // What is shown is what is written: figures of before are gone at once.
    const { drafted: _, wrong: __, problem: ___, ...rest } = first;
    const given = readAmounts(form);
    const typed = { ...rest, given, operation: crypto.randomUUID() } as DraftView;
    const isAsked = typed.kind === 'revise' || saysAmounts(given);
    show(typed, isAsked ? 'Working it out …' : '');
    const { signal } = asked;
    if (isAsked) timer = setTimeout(() => ask(typed, signal), ASK_AFTER_MS);
  };
  const onInput = ({ target }: Event) => {
    const { form } = target as HTMLInputElement;
    if (form?.method === 'get') askFor(form);
  };
  holder.addEventListener('input', onInput);
  // What was typed before the script ran, or a browser filled in again.
  const [form] = holder.getElementsByTagName('form');
  if (form && JSON.stringify(readAmounts(form)) !== JSON.stringify(first.given)) askFor(form);
  return () => {
    stop();
    holder.removeEventListener('input', onInput);
  };
}

function App({ first, holder }: { readonly first: DraftView; readonly holder: HTMLElement }) {
  const [{ view, status }, setShown] = useState({ view: first, status: '' });
  useLayoutEffect(
    () => watchAmounts(holder, first, (now, goesOn) => setShown({ view: now, status: goesOn })),
    [first, holder],
  );
  return (
    <Draft
      view={view}
      status={status}
      money={(amount) => (amount === null ? '' : groupAmount(amount, view.locale))}
    />
  );
}

const holder = document.getElementById('bill-draft');
if (holder !== null) {
  const first = JSON.parse(holder.dataset.view ?? '') as DraftView;
  hydrate(<App first={first} holder={holder} />, holder);
}
