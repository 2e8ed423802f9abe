import { NEW_SERVICE_TOKEN, SERVICE_TOKEN } from '../../documents/access.ts';
import type { RecordOf } from '../../documents/fields.ts';
import type { ServiceToken } from '../../domain/access/service-token.ts';
import { dateIn, dateTimeIn } from '../../domain/values/date.ts';
import { changedRecordView, recordListView, type Style } from '../page/records.ts';
import type { View } from '../page/view.ts';

export function serviceTokensView(tokens: readonly ServiceToken[], style: Style): View {
  const at = (time: string) => new Date(time);
  return recordListView(SERVICE_TOKEN, tokens, style, {
    none: 'No service tokens.',
    columns: {
      createdAt: { cell: ({ createdAt }) => dateIn(style.timeZone, at(createdAt)) },
      lastUsedAt: {
        cell: ({ lastUsedAt: used }) =>
          used === null ? 'never' : dateTimeIn(style.timeZone, at(used)),
      },
    },
  });
}

/** The one answer that holds the secret; for people it is nothing else, so that it can be a file. */
export function newServiceTokenView(made: RecordOf<typeof NEW_SERVICE_TOKEN>): View {
  return changedRecordView(NEW_SERVICE_TOKEN, made, made.token);
}
