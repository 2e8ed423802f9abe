import { identityView } from '../../output/access/identity.ts';
import { defineVerb } from '../verb.ts';

export const whoami = defineVerb({
  name: 'whoami',
  examples: ['mess whoami', 'mess whoami --json'],
  permission: 'see who is signed in',
  own: 'see who is signed in',
  async run({ mess, actor, answer }) {
    await answer.print(identityView(actor, mess.settings.timeZone, 'Signed in as'));
  },
});
