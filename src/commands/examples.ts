import type { Command } from 'commander';

/** Whole command lines for the help of a command. */
const EXAMPLES = new WeakMap<Command, readonly string[]>();

export function setExamples(command: Command, lines: readonly string[]): void {
  EXAMPLES.set(command, lines);
}

export function examplesOf(command: Command): readonly string[] {
  return EXAMPLES.get(command) ?? [];
}

/** A whole line of the command itself, where there is one. */
export function exampleOf(command: Command): string | undefined {
  const examples = examplesOf(command);
  return examples.find((line) => line.includes(` ${command.name()} `)) ?? examples[0];
}
