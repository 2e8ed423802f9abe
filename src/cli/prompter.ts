import type { Prompter, Question } from '../commands/context.ts';
import { InterruptedError } from '../errors.ts';
import { visible } from '../output/terminal-text.ts';
import type { Host } from './host.ts';

/** Asks on the terminal, on standard error, so that standard output stays the answer's. */
export function terminalPrompter(host: Pick<Host, 'stdin' | 'stderr'>): Prompter {
  async function ask<T>(question: Record<string, unknown>): Promise<T> {
    // Loading it takes as long as most commands, so only who is asked pays for it.
    const { default: inquirer } = await import('inquirer');
    const prompt = inquirer.createPromptModule({ input: host.stdin, output: host.stderr });
    try {
      const answers = await prompt([{ ...question, name: 'answer' }] as never);
      return (answers as { answer: T }).answer;
    } catch (error) {
      if (error instanceof Error && error.name === 'ExitPromptError') {
        throw new InterruptedError('Interrupted. Nothing was changed.', { cause: error });
      }
      throw error;
    }
  }
  const common = ({ message, check }: Question) => ({
    message: visible(message),
    ...(check && { validate: check }),
  });
  return {
    text: (question) =>
      ask({
        type: 'input',
        ...common(question),
        ...(question.default !== undefined && { default: question.default }),
      }),
    // Without toggleMask: false, ctrl-t would show the password.
    secret: (question) =>
      ask({ type: 'password', ...common(question), mask: false, toggleMask: false }),
    confirm: (message) => ask({ type: 'confirm', message: visible(message), default: false }),
  };
}
