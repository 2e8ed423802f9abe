import { SERVICE_TOKEN } from '../../../documents/access.ts';
import { revokeServiceToken } from '../../../operations/access/service-tokens.ts';
import { changedRecordView } from '../../../output/page/records.ts';
import { idArgument } from '../../options/arguments.ts';
import { defineVerb } from '../../verb.ts';

export const adminTokenRevoke = defineVerb({
  name: 'revoke',
  summary: 'Shut out whoever holds a service token, at once',
  // Like admin disable it does not ask: to shut out in a hurry must be easy, and another is soon made.
  details: 'The name is free then, for another token.',
  examples: ['mess admin token revoke cron'],
  permission: 'change the service tokens',
  takes: { name: idArgument('<NAME>', 'the name of the token', 'mess admin token list') },
  async run({ mess, actor, answer }, { name }) {
    const revoked = await revokeServiceToken(mess, actor, name);
    await answer.print(
      changedRecordView(SERVICE_TOKEN, revoked, `Revoked the service token ${revoked.name}.`),
    );
  },
});
