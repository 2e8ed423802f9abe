import { SESSION, type STUDENT_SIGN_IN } from '../../documents/access.ts';
import { documentMaker, type RecordOf, recordSheet } from '../../documents/fields.ts';
import type { ListOptions } from '../page/records.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';

export const SESSION_LIST: ListOptions<typeof SESSION> = {
  none: 'Nobody is signed in.',
  columns: {
    current: { title: 'Yours now', cell: ({ current }) => (current ? 'yes' : '') },
  },
};

export const STUDENT_SIGN_IN_LIST: ListOptions<typeof STUDENT_SIGN_IN> = {
  none: 'No student has signed in.',
};

/** Sessions that ended. */
export function endedSessionsView(ended: readonly RecordOf<typeof SESSION>[]): View {
  const [first] = ended;
  const sentence =
    first === undefined
      ? 'Nothing to end: there is no such session.'
      : ended.length === 1
        ? `Ended the session ${first.session} of ${first.id}.`
        : `Ended ${ended.length} sessions of ${first.id}.`;
  return sentenceView(
    ended.map(documentMaker(SESSION)),
    () => recordSheet(SESSION, ended),
    sentence,
  );
}
