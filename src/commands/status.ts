import type { DeclareListed } from './catalogue.ts';
import { addVerb } from './verb.ts';

export const declareStatus: DeclareListed = (program, context, summary) => {
  addVerb(program, {
    usage: 'status',
    summary,
    examples: ['mess status', 'mess status --json'],
  }).action(async () => {
    const { getStatus } = await import('../operations/status.ts');
    const { statusView } = await import('../output/status.ts');
    const status = await getStatus(await context.open(), await context.actor());
    await context.print(statusView(status, context.databasePath));
  });
};
