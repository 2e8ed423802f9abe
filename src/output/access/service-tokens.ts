import type { ServiceToken } from '../../domain/access/service-token.ts';
import { dateIn, dateTimeIn } from '../../domain/values/date.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

const HEADER = ['name', 'created_at', 'last_used_at', 'expires_at', 'status'];

/** @param timeZone of the mess, for times that people read */
export function serviceTokensView(tokens: readonly ServiceToken[], timeZone: string): View {
  const time = (at: string) => dateTimeIn(timeZone, new Date(at));
  return {
    json: () => tokens,
    csv: () => ({ header: HEADER, rows: tokens.map(row) }),
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
  return {
    json: () => token,
    csv: () => ({ header: HEADER, rows: [row(token)] }),
    text: () => [`${visible(sentence)}\n`],
  };
}

/** The one answer that holds the secret; for people it is nothing else, so that it can be a file. */
export function newServiceTokenView(made: {
  readonly name: string;
  readonly token: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}): View {
  const { name, token, createdAt, expiresAt } = made;
  return {
    json: () => ({ name, token, createdAt, expiresAt }),
    csv: () => ({
      header: ['name', 'token', 'created_at', 'expires_at'],
      rows: [[name, token, createdAt, expiresAt]],
    }),
    text: () => [`${token}\n`],
  };
}

function row({ name, createdAt, lastUsedAt, expiresAt, status }: ServiceToken) {
  return [name, createdAt, lastUsedAt, expiresAt, status];
}
