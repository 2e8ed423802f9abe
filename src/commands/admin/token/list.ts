import { listServiceTokens } from '../../../operations/access/service-tokens.ts';
import { serviceTokensView } from '../../../output/access/service-tokens.ts';
import { addVerb, type Declare } from '../../verb.ts';

export const declareAdminTokenList: Declare = (token, context) => {
  addVerb(token, {
    usage: 'list',
    summary: 'List the service tokens: when each was last used, and when it expires',
    examples: ['mess admin token list', 'mess admin token list --json'],
  }).action(async () => {
    const mess = await context.open();
    const tokens = await listServiceTokens(mess, await context.actor());
    await context.print(serviceTokensView(tokens, mess.settings.timeZone));
  });
};
