import { UsageError } from '../../errors.ts';
import { addVerb, type DeclareListed } from '../verb.ts';
import { HELP_TOPICS } from './topics.ts';

export const declareHelp: DeclareListed = (program, context, summary) => {
  addVerb(program, {
    usage: 'help [TOPIC...]',
    summary,
    examples: ['mess help exit-codes', 'mess help bill register'],
  }).action(async (words: readonly string[]) => {
    const topic = words.length === 1 ? HELP_TOPICS.get(words[0] ?? '') : undefined;
    if (topic !== undefined) {
      await context.printText(typeof topic === 'string' ? topic : topic(context));
      return;
    }
    // What the words name is declared already, since it is among the words of the command line.
    let command = program;
    for (const word of words) {
      const found = command.commands.find((each) => each.name() === word);
      if (found === undefined) {
        throw new UsageError(`There is no help on ${words.join(' ')}.`, {
          hint: `mess --help, or mess help ${[...HELP_TOPICS.keys()].join(', ')}`,
        });
      }
      command = found;
    }
    // Not helpInformation(): that leaves the examples out.
    command.outputHelp();
  });
};
