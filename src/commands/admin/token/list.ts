import { listServiceTokens } from '../../../operations/access/service-tokens.ts';
import { serviceTokensView } from '../../../output/access/service-tokens.ts';
import { defineVerb } from '../../verb.ts';

export const adminTokenList = defineVerb({
  name: 'list',
  summary: 'List the service tokens: when each was last used, and when it expires',
  examples: ['mess admin token list', 'mess admin token list --json'],
  permission: 'see the service tokens',
  async run({ mess, actor, answer }) {
    const tokens = await listServiceTokens(mess, actor);
    await answer.print(serviceTokensView(tokens, mess.settings));
  },
});
