import type { PurchaseHead } from '../../domain/purchases/purchase.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

const HEADER = ['name', 'kind'];

/** What a head is; its number is nobody's business. */
type Head = Omit<PurchaseHead, 'no'>;

export function headListView(heads: readonly Head[]): View {
  return {
    json: () => heads.map(document),
    csv: () => ({ header: HEADER, rows: heads.map(({ name, kind }) => [name, kind]) }),
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
  return {
    json: () => document(head),
    csv: () => ({ header: HEADER, rows: [[head.name, head.kind]] }),
    text: () => [`${visible(sentence)}\n`],
  };
}

function document({ name, kind }: Head) {
  return { name, kind };
}
