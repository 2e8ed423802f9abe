import { SERVICE_TOKEN } from '../../../documents/access.ts';
import { listServiceTokens } from '../../../operations/access/service-tokens.ts';
import { SERVICE_TOKEN_LIST } from '../../../output/access/service-tokens.ts';
import { listRecords } from '../../list-records.ts';
import { defineVerb } from '../../verb.ts';

export const adminTokenList = defineVerb({
  name: 'list',
  summary: 'List the service tokens: what each may, when it was last used, and when it expires',
  examples: ['mess admin token list', 'mess admin token list --json'],
  permission: 'see the service tokens',
  run: listRecords(SERVICE_TOKEN, listServiceTokens, SERVICE_TOKEN_LIST),
});
