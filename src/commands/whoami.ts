import { addVerb, type Declare } from './verb.ts';

export const declareWhoami: Declare = (program, context) => {
  addVerb(program, {
    usage: 'whoami',
    summary: 'Show who is signed in, with which role, and until when',
    examples: ['mess whoami', 'mess whoami --json'],
  }).action(async () => {
    const { whoAmI } = await import('../operations/sessions.ts');
    const { identityView } = await import('../output/identity.ts');
    const mess = await context.open();
    const signedIn = whoAmI(await context.actor());
    await context.print(identityView(signedIn, mess.settings.timeZone, 'Signed in as'));
  });
};
