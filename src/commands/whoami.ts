import { whoAmI } from '../operations/access/sessions.ts';
import { identityView } from '../output/access/identity.ts';
import { addVerb, type DeclareListed } from './verb.ts';

export const declareWhoami: DeclareListed = (program, context, summary) => {
  addVerb(program, {
    usage: 'whoami',
    summary,
    examples: ['mess whoami', 'mess whoami --json'],
  }).action(async () => {
    const mess = await context.open();
    const signedIn = whoAmI(await context.actor());
    await context.print(identityView(signedIn, mess.settings.timeZone, 'Signed in as'));
  });
};
