import { operationDocument } from '../../../documents/mess.ts';
import { Operation } from '../../../documents/schemas/mess.ts';
import { Status } from '../../../documents/schemas/upkeep.ts';
import { statusDocument } from '../../../documents/upkeep.ts';
import { showOperation } from '../../../operations/mess/given-answers.ts';
import { nameDatabase } from '../../../operations/mess/mess.ts';
import { getStatus } from '../../../operations/upkeep/status.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';

export const STATUS_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'showStatus',
    method: 'GET',
    path: '/status',
    summary: 'The mess at a glance: what is to do, and what is owed',
    permission: 'see the status',
    answer: Status,
    isHeavy: true,
    isFleeting: true,
    async run({ mess, actor }) {
      const { currencyDecimals } = mess.settings;
      return statusDocument(await getStatus(mess, actor), nameDatabase(mess), currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'showOperation',
    method: 'GET',
    path: '/operations/:operation',
    summary: 'What an operation changed, by the Idempotency-Key of its request',
    details:
      'For who does not know whether a request was done: 404 says that nothing was changed. Each sees their own, and an owner everybody’s.',
    permission: 'see who is signed in',
    own: 'see who is signed in',
    answer: Operation,
    async run({ mess, actor }, { params: { operation } }) {
      const id = operation.toLowerCase();
      return operationDocument(id, await showOperation(mess, actor, id));
    },
  }),
];
