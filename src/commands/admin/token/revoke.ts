import { revokeServiceToken } from '../../../operations/access/service-tokens.ts';
import { serviceTokenView } from '../../../output/access/service-tokens.ts';
import { idArgument } from '../../options/values.ts';
import { addVerb, type Declare } from '../../verb.ts';

export const declareAdminTokenRevoke: Declare = (token, context) => {
  addVerb(token, {
    usage: 'revoke',
    summary: 'Shut out whoever holds a service token, at once',
    // Like admin disable it does not ask: to shut out in a hurry must be easy, and another is soon made.
    details: 'The name is free then, for another token.',
    examples: ['mess admin token revoke cron'],
  })
    .addArgument(idArgument('<NAME>', 'the name of the token'))
    .action(async (name: string) => {
      const mess = await context.open();
      const revoked = await revokeServiceToken(mess, await context.actor(), name);
      await context.print(serviceTokenView(revoked, `Revoked the service token ${revoked.name}.`));
    });
};
