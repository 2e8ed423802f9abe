import { NEW_SERVICE_TOKEN, type SERVICE_TOKEN } from '../../documents/access.ts';
import type { RecordOf } from '../../documents/fields.ts';
import { dateIn, dateTimeIn } from '../../domain/values/date.ts';
import { changedRecordView, type ListOptions } from '../page/records.ts';
import type { View } from '../page/view.ts';

export const SERVICE_TOKEN_LIST: ListOptions<typeof SERVICE_TOKEN> = {
  none: 'No service tokens.',
  columns: {
    expiresAt: { cell: ({ expiresAt }, { timeZone }) => dateIn(timeZone, new Date(expiresAt)) },
    createdAt: { cell: ({ createdAt }, { timeZone }) => dateIn(timeZone, new Date(createdAt)) },
    lastUsedAt: {
      cell: ({ lastUsedAt: used }, { timeZone }) =>
        used === null ? 'never' : dateTimeIn(timeZone, new Date(used)),
    },
  },
};

/** The one answer that holds the secret; for people it is nothing else, so that it can be a file. */
export function newServiceTokenView(made: RecordOf<typeof NEW_SERVICE_TOKEN>): View {
  return changedRecordView(NEW_SERVICE_TOKEN, made, made.token);
}
