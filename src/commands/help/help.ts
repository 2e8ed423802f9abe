import { Argument, type Command } from 'commander';
import { findNearest } from '../../domain/values/text.ts';
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
      return answer.printTopic(typeof topic === 'string' ? topic : await topic(machine.start()));
    }
    // What the words name is declared already, since it is among the words of the command line.
    let command = parent;
    for (const word of words) {
      command = command?.commands.find((each) => each.name() === word) ?? null;
    }
    if (command === null) {
      throw new UsageError('unknown_command', `There is no help on ${words.join(' ')}.`, {
        hint:
          nearestHelp(words, parent) ??
          `mess --help, or mess help ${[...HELP_TOPICS.keys()].join(', ')}`,
      });
    }
    // Not helpInformation(): that leaves the examples out.
    command.outputHelp();
  },
});

/** Help on what is spelled like it. */
function nearestHelp(words: readonly string[], program: Command | null): string | undefined {
  const found: string[] = [];
  let command = program;
  for (const word of words) {
    const names = command?.commands.map((each) => each.name()) ?? [];
    const topics = found.length === 0 ? HELP_TOPICS.keys() : [];
    const nearest = names.includes(word) ? word : findNearest(word, [...names, ...topics]);
    if (nearest === undefined) return undefined;
    found.push(nearest);
    command = command?.commands.find((each) => each.name() === nearest) ?? null;
  }
  return `did you mean mess help ${found.join(' ')}?`;
}
