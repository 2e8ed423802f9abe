import { addVerb, type Declare } from './verb.ts';

export const declareStatus: Declare = (program, context) => {
  addVerb(program, {
    usage: 'status',
    summary: 'Show which mess this is, who is signed in, and which months are still to be billed',
    examples: ['mess status', 'mess status --json'],
  }).action(async () => {
    const { getStatus } = await import('../operations/status.ts');
    const { statusView } = await import('../output/status.ts');
    const status = await getStatus(await context.open(), await context.actor());
    await context.print(statusView(status, context.databasePath));
  });
};
