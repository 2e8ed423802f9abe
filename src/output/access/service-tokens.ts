import {
  newServiceTokenDocument,
  newServiceTokenSheet,
  serviceTokenDocument,
  serviceTokenSheet,
} from '../../documents/access.ts';
import type { NewServiceTokenDocument } from '../../documents/schemas/access.ts';
import type { ServiceToken } from '../../domain/access/service-token.ts';
import { dateIn, dateTimeIn } from '../../domain/values/date.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

/** @param timeZone of the mess, for times that people read */
export function serviceTokensView(tokens: readonly ServiceToken[], timeZone: string): View {
  const time = (at: string) => dateTimeIn(timeZone, new Date(at));
  const document = tokens.map(serviceTokenDocument);
  return {
    json: () => document,
    csv: () => serviceTokenSheet(document),
    text: function* (page) {
      if (tokens.length === 0) {
        yield 'No service tokens.\n';
        return;
      }
      yield* renderTable(
        {
          columns: [
            { title: 'Name', flexible: true },
            ...['Created', 'Last used', 'Expires', 'Status'].map((title) => ({ title })),
          ],
          rows: tokens.map(({ name, createdAt, lastUsedAt, expiresAt, status }) => [
            name,
            dateIn(timeZone, new Date(createdAt)),
            lastUsedAt === null ? 'never' : time(lastUsedAt),
            time(expiresAt),
            status,
          ]),
        },
        page,
      );
    },
  };
}

/** @param sentence what was done to the token */
export function serviceTokenView(token: ServiceToken, sentence: string): View {
  const document = serviceTokenDocument(token);
  return {
    json: () => document,
    csv: () => serviceTokenSheet([document]),
    text: () => [`${visible(sentence)}\n`],
  };
}

/** The one answer that holds the secret; for people it is nothing else, so that it can be a file. */
export function newServiceTokenView(made: NewServiceTokenDocument): View {
  const document = newServiceTokenDocument(made);
  return {
    json: () => document,
    csv: () => newServiceTokenSheet(document),
    text: () => [`${made.token}\n`],
  };
}
