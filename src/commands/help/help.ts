import { Argument } from 'commander';
import { UsageError } from '../../errors.ts';
import type { Typed } from '../options/inputs.ts';
import { defineVerb } from '../verb.ts';
import { HELP_TOPICS } from './topics.ts';

const WORDS: Argument & Typed<readonly string[]> = new Argument('[TOPIC...]');

export const help = defineVerb({
  name: 'help',
  examples: ['mess help exit-codes', 'mess help bill register'],
  permission: 'none',
  takes: { words: WORDS },
  async run({ answer, machine }, { words }, { parent }) {
    const topic = words.length === 1 ? HELP_TOPICS.get(words[0] ?? '') : undefined;
    if (topic !== undefined) {
      return answer.printText(typeof topic === 'string' ? topic : topic(machine.start()));
    }
    // What the words name is declared already, since it is among the words of the command line.
    let command = parent;
    for (const word of words) {
      command = command?.commands.find((each) => each.name() === word) ?? null;
    }
    if (command === null) {
      throw new UsageError('unknown_command', `There is no help on ${words.join(' ')}.`, {
        hint: `mess --help, or mess help ${[...HELP_TOPICS.keys()].join(', ')}`,
      });
    }
    // Not helpInformation(): that leaves the examples out.
    command.outputHelp();
  },
});
