import { visible } from '../../domain/values/text.ts';

/** Text that somebody wrote: it turns nothing round beside it, and what cannot be seen is shown. */
export function Written({ text }: { readonly text: string | null | undefined }) {
  if (!text) return null;
  return <bdi class="written">{visible(text)}</bdi>;
}
