import { hydrate } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { groupAmount } from '../../domain/values/money-format.ts';
import { FILE_FORM } from '../pages/desk/imports/file-form.tsx';
import {
  ImportIsland,
  type ImportView,
  type LookedAt,
} from '../pages/desk/imports/import-view.tsx';
import type { FileReport } from '../pages/desk/imports/report.tsx';
import type { Given } from '../pages/sent.ts';

interface State {
  readonly given: Given;
  readonly looked?: LookedAt;
  readonly status?: string;
}

/** The options of the form, as the endpoint takes them. */
function toQuery({ kind: { options } }: ImportView, given: Given): URLSearchParams {
  const query = new URLSearchParams({ dryRun: 'true' });
  for (const { name, options: words, isText } of options) {
    const value = given[name] ?? '';
    if (isText || words !== undefined) {
      if (value.trim() !== '') query.set(name, value);
    } else if (value === 'yes') query.set(name, 'true');
  }
  return query;
}

/** What a file would do, as the server works it out. */
async function look(
  view: ImportView,
  file: File,
  given: Given,
  signal: AbortSignal,
): Promise<State> {
  try {
    const answer = await fetch(`/api/v1${view.api}?${toQuery(view, given)}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
      },
      body: file,
      signal,
    });
    const document = await answer.json();
    if (!answer.ok) return { given, status: document.error.message };
    const report = document as FileReport;
    return { given, looked: { report, basis: answer.headers.get('x-basis') ?? '' } };
  } catch {
    return { given, status: 'The server did not answer. Send the form instead.' };
  }
}

function App({ view, holder }: { readonly view: ImportView; readonly holder: HTMLElement }) {
  const [state, setState] = useState<State>({ given: {} });

  useLayoutEffect(() => {
    let asked = new AbortController();
    const onChange = async () => {
      const form = document.getElementById(FILE_FORM) as HTMLFormElement;
      const sent = new FormData(form);
      const given = Object.fromEntries(
        [...sent].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      const file = sent.get('file');
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      if (!(file instanceof File) || file.name === '') return setState({ given });
      setState({ given, status: `Reading ${file.name} …` });
      const next = await look(view, file, given, signal);
      if (!signal.aborted) setState(next);
    };
    holder.addEventListener('change', onChange);
    // What was chosen before the script ran, or a browser filled in again.
    onChange();
    return () => holder.removeEventListener('change', onChange);
  }, [view, holder]);

  return (
    <ImportIsland view={view} money={(amount) => groupAmount(amount, view.locale)} {...state} />
  );
}

const holder = document.getElementById('import');
if (holder !== null) {
  const view = JSON.parse(holder.dataset.view ?? '') as ImportView;
  hydrate(<App view={view} holder={holder} />, holder);
}
