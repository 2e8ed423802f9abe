import { headDocument, headSheet } from '../../documents/purchases.ts';
import type { Head } from '../../domain/purchases/purchase.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

export function headListView(heads: readonly Head[]): View {
  const document = heads.map(headDocument);
  return {
    json: () => document,
    csv: () => headSheet(document),
    text: (page) =>
      renderTable(
        {
          columns: [{ title: 'Head' }, { title: 'Kind' }],
          rows: heads.map(({ name, kind }) => [name, kind]),
        },
        page,
      ),
  };
}

/** @param sentence what was done to the head */
export function headView(head: Head, sentence: string): View {
  const document = headDocument(head);
  return {
    json: () => document,
    csv: () => headSheet([document]),
    text: () => [`${visible(sentence)}\n`],
  };
}
