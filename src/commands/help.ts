import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import type { Context } from './context.ts';
import { HELP_TOPICS } from './help-topics.ts';
import { addVerb } from './verb.ts';

/** @param loadVerbs adds the verbs of a noun to its command */
export function declareHelp(
  program: Command,
  context: Context,
  loadVerbs: (command: Command) => Promise<void>,
): void {
  addVerb(program, {
    usage: 'help [TOPIC...]',
    summary: `Explain a command, or one of: ${[...HELP_TOPICS.keys()].join(', ')}`,
    examples: ['mess help exit-codes', 'mess help bill register'],
  }).action(async (words: readonly string[]) => {
    const topic = words.length === 1 ? HELP_TOPICS.get(words[0] ?? '') : undefined;
    if (topic !== undefined) {
      await context.printText(topic);
      return;
    }
    let command = program;
    for (const word of words) {
      const found = command.commands.find((each) => each.name() === word);
      if (found === undefined) {
        throw new UsageError(`There is no help on ${words.join(' ')}.`, {
          hint: `mess --help, or mess help ${[...HELP_TOPICS.keys()].join(', ')}`,
        });
      }
      await loadVerbs(found);
      command = found;
    }
    // Not helpInformation(): that leaves the examples out.
    command.outputHelp();
  });
}
