import { DEFAULT_HEADS, headKey } from '../../purchases/purchase.ts';
import type { State } from './state.ts';
import { type Entry, textOf } from './told/entry.ts';
import { findOtherColumns, otherThanTold, type ReportIn, type ToldRow } from './told/rows.ts';

/** A head of purchases by whatever name it had when. */
export interface Head {
  row: ToldRow & { readonly name: string };
  /** Its number; undefined until the heads were read, and of one that is not there. */
  no?: number;
}

export interface Heads extends State {
  /** Which head has a name as of the last entry. */
  find(name: string): Head | undefined;
}

/** The heads of purchases: those that every mess begins with, and what was made of them. */
export function createHeads(report: ReportIn): Heads {
  const heads = new Map<string, Head>();
  const put = (head: Head) => heads.set(headKey(head.row.name), head);
  for (const { name, kind } of DEFAULT_HEADS) put({ row: { name, kind, hidden_by: null } });

  const change = (name: string, columns: ToldRow) => {
    const head = heads.get(headKey(name));
    if (head === undefined) return;
    heads.delete(headKey(name));
    head.row = { ...head.row, ...columns };
    put(head);
  };
  /** In the order they were made, which their numbers count. */
  const all: Head[] = [...heads.values()];

  return {
    find: (name) => heads.get(headKey(name)),
    addEntry({ command, sequence, subject, after }: Entry) {
      if (command === 'purchase heads add') {
        const name = textOf(after, 'name') ?? subject;
        const head = { row: { name, kind: textOf(after, 'kind'), hidden_by: null } };
        put(head);
        all.push(head);
      }
      if (command === 'purchase heads rename') {
        const name = textOf(after, 'name');
        if (typeof name === 'string') change(subject, { name });
      }
      if (command === 'purchase heads hide') change(subject, { hidden_by: sequence });
      if (command === 'purchase heads unhide') change(subject, { hidden_by: null });
    },
    rows: {
      purchase_heads(row) {
        const [key, name] = [String(row.no), String(row.name)];
        const head = heads.get(headKey(name));
        if (head === undefined) {
          return report('purchase_heads', key, 'the record of changes does not tell of it');
        }
        head.no = Number(row.no);
        for (const column of findOtherColumns(head.row, row)) {
          report('purchase_heads', key, otherThanTold(column));
        }
      },
    },
    ends: {
      purchase_heads() {
        let before = 0;
        for (const { no, row } of all) {
          if (no === undefined) {
            const sentence = `${row.name} is not there, and the record of changes tells of it`;
            report('purchase_heads', '', sentence);
          } else if (no < before) {
            report('purchase_heads', String(no), otherThanTold('no'));
          } else before = no;
        }
      },
    },
  };
}
