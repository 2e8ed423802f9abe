import { Type } from 'typebox';
import { documentMaker } from '../../../documents/fields.ts';
import { HEAD } from '../../../documents/purchases.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { Head } from '../../../documents/schemas/purchases.ts';
import { parseHeadKind, parseHeadName } from '../../../domain/purchases/purchase.ts';
import { UsageError } from '../../../errors.ts';
import { addHead, listHeads, renameHead, setHidden } from '../../../operations/purchases/heads.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, Text } from '../input.ts';

const toDocument = documentMaker(HEAD);

export const HEAD_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listHeads',
    method: 'GET',
    path: '/purchase-heads',
    summary: 'What money is spent on; also what is hidden from new purchases',
    permission: 'see purchases',
    answer: listOf(Head),
    async run({ mess, actor }) {
      return (await listHeads(mess, actor)).map(toDocument);
    },
  }),
  defineEndpoint({
    name: 'addHead',
    method: 'POST',
    path: '/purchase-heads',
    summary: 'Add a head',
    details: 'Its name can be changed later, its kind cannot.',
    permission: 'change purchases',
    body: keys({
      name: Text,
      kind: Type.String({ maxLength: 20, description: 'dividing (food) or fixed (wages, gas)' }),
    }),
    answer: Head,
    status: 201,
    async run({ mess, actor }, { body }) {
      const name = parseField('name', parseHeadName, body.name);
      const kind = parseField('kind', parseHeadKind, body.kind);
      await addHead(mess, actor, { name, kind });
      return toDocument({ name, kind, hidden: false });
    },
  }),
  defineEndpoint({
    name: 'changeHead',
    method: 'PATCH',
    path: '/purchase-heads/:name',
    summary: 'Give a head another name, or hide it from new purchases, or show it again',
    details: 'One of the two at a time.',
    permission: 'change purchases',
    body: keys({ name: Type.Optional(Text), hidden: Type.Optional(Type.Boolean()) }),
    answer: Head,
    async run({ mess, actor }, { params, body: { name, hidden } }) {
      const which = parseField('name', parseHeadName, params.name);
      if ((name === undefined) === (hidden === undefined)) {
        throw new UsageError('missing_value', 'Either name or hidden is needed.', {
          details: { field: 'name' },
        });
      }
      if (hidden !== undefined) {
        return toDocument((await setHidden(mess, actor, which, hidden)).head);
      }
      const newName = parseField('name', parseHeadName, name);
      const { before } = await renameHead(mess, actor, which, newName);
      return toDocument({ ...before, name: newName });
    },
  }),
];
