import { describeAddress } from '../domain/values/database-address.ts';
import { getStatus } from '../operations/upkeep/status.ts';
import { statusView } from '../output/upkeep/status.ts';
import { addVerb, type DeclareListed } from './verb.ts';

export const declareStatus: DeclareListed = (program, context, summary) => {
  addVerb(program, {
    usage: 'status',
    summary,
    examples: ['mess status', 'mess status --json'],
  }).action(async () => {
    const mess = await context.open();
    const status = await getStatus(mess, await context.actor());
    await context.print(statusView(status, describeAddress(context.address), mess.settings));
  });
};
