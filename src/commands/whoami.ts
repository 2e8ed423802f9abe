import type { DeclareListed } from './catalogue.ts';
import { addVerb } from './verb.ts';

export const declareWhoami: DeclareListed = (program, context, summary) => {
  addVerb(program, {
    usage: 'whoami',
    summary,
    examples: ['mess whoami', 'mess whoami --json'],
  }).action(async () => {
    const { whoAmI } = await import('../operations/sessions.ts');
    const { identityView } = await import('../output/identity.ts');
    const mess = await context.open();
    const signedIn = whoAmI(await context.actor());
    await context.print(identityView(signedIn, mess.settings.timeZone, 'Signed in as'));
  });
};
