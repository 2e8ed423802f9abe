import { Type } from 'typebox';
import { NEW_SERVICE_TOKEN, SERVICE_TOKEN } from '../../../documents/access.ts';
import { documentMaker } from '../../../documents/fields.ts';
import { NewServiceToken, ServiceToken } from '../../../documents/schemas/access.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import {
  MAX_TOKEN_DAYS,
  parseTokenRights,
  TOKEN_RIGHTS,
  USUAL_TOKEN_RIGHTS,
} from '../../../domain/access/service-token.ts';
import { parseId } from '../../../domain/values/id.ts';
import {
  createServiceToken,
  listServiceTokens,
  revokeServiceToken,
} from '../../../operations/access/service-tokens.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys } from '../input.ts';

export const SERVICE_TOKEN_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listServiceTokens',
    method: 'GET',
    path: '/service-tokens',
    summary: 'The service tokens: what each may, when it was last used, and when it expires',
    permission: 'see the service tokens',
    // When one was used is in no record of changes.
    isFleeting: true,
    answer: listOf(ServiceToken),
    async run({ mess, actor }) {
      return (await listServiceTokens(mess, actor)).map(documentMaker(SERVICE_TOKEN));
    },
  }),
  defineEndpoint({
    name: 'createServiceToken',
    method: 'POST',
    path: '/service-tokens',
    summary: 'Makes a service token, for programs; it is told only here',
    permission: 'change the service tokens',
    needsPassword: true,
    body: keys({
      name: Type.String({ maxLength: 100 }),
      may: Type.Optional(Type.Array(Type.Enum([...TOKEN_RIGHTS]), { minItems: 1, maxItems: 20 })),
      days: Type.Optional(
        Type.Integer({ minimum: 1, maximum: MAX_TOKEN_DAYS, description: 'how long it lives' }),
      ),
    }),
    answer: NewServiceToken,
    async run({ mess, actor }, { body }) {
      const name = parseField('name', parseId, body.name);
      const { days = MAX_TOKEN_DAYS } = body;
      const may = parseField('may', parseTokenRights, (body.may ?? USUAL_TOKEN_RIGHTS).join());
      const made = await createServiceToken(mess, actor, { name, days, may });
      return documentMaker(NEW_SERVICE_TOKEN)(made);
    },
  }),
  defineEndpoint({
    name: 'revokeServiceToken',
    method: 'DELETE',
    path: '/service-tokens/:name',
    summary: 'Shuts out whoever holds a service token, at once',
    permission: 'change the service tokens',
    needsPassword: true,
    answer: ServiceToken,
    async run({ mess, actor }, { params }) {
      const name = parseField('name', parseId, params.name);
      return documentMaker(SERVICE_TOKEN)(await revokeServiceToken(mess, actor, name));
    },
  }),
];
