import { recordHeadDocument, recordHeadSheet } from '../../documents/mess.ts';
import { formatHead, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { View } from '../page/view.ts';

/** The newest entry of the record of changes, to be written down: it stands for all before it. */
export function headLine(head: RecordHead): string {
  return `Record ${formatHead(head)}\n`;
}

export function recordHeadView(head: RecordHead): View {
  const document = recordHeadDocument(head);
  return {
    json: () => document,
    csv: () => recordHeadSheet(document),
    text: () => [headLine(head)],
  };
}
