import { documentMaker, type RecordOf, recordSheet } from '../../../documents/fields.ts';
import { JOURNAL_ACCOUNT } from '../../../documents/payments/journal.ts';
import { sentenceView } from '../../page/sentence.ts';
import type { View } from '../../page/view.ts';

/** All accounts as they are called now. */
export function resetAccountsView(
  accounts: readonly RecordOf<typeof JOURNAL_ACCOUNT>[],
  sentence: string,
): View {
  const document = accounts.map(documentMaker(JOURNAL_ACCOUNT, 0));
  return sentenceView(document, () => recordSheet(JOURNAL_ACCOUNT, accounts, 0), sentence);
}
