import type { Prompter, Question } from '../commands/context.ts';
import { InterruptedError } from '../errors.ts';
import { visible } from '../output/page/terminal-text.ts';
import type { Page } from '../output/page/view.ts';
import type { Host } from './host.ts';

/** Inquirer's look without colour: it knows NO_COLOR, but not our option. */
const PLAIN_THEME = {
  prefix: { idle: '?', done: '✔' },
  style: {
    answer: plain,
    message: plain,
    defaultAnswer: (text: string) => `(${text})`,
    error: (text: string) => `> ${text}`,
    help: plain,
    highlight: plain,
    key: (text: string) => `<${text}>`,
  },
};

function plain(text: string): string {
  return text;
}

/** Ctrl-D ends the input, which inquirer does not notice: it would wait for ever, and echo. */
function listenForEnd(stdin: Host['stdin']) {
  const controller = new AbortController();
  const onEnd = () => controller.abort();
  const onKey = (_: unknown, key: { ctrl?: boolean; name?: string } | undefined) => {
    if (key?.ctrl && key.name === 'd') onEnd();
  };
  stdin.on('keypress', onKey).on('end', onEnd);
  return {
    signal: controller.signal,
    stopListening: () => stdin.off('keypress', onKey).off('end', onEnd),
  };
}

/** Asks on the terminal, on standard error, so that standard output stays the answer's. */
export function terminalPrompter(
  host: Pick<Host, 'stdin' | 'stderr'>,
  page: Pick<Page, 'color'>,
): Prompter {
  async function ask<T>(message: string, question: Record<string, unknown>): Promise<T> {
    // Loading it takes as long as most commands, so only who is asked pays for it.
    const { default: inquirer } = await import('inquirer');
    const { signal, stopListening } = listenForEnd(host.stdin);
    const prompt = inquirer.createPromptModule({ input: host.stdin, output: host.stderr, signal });
    const theme = page.color ? {} : { theme: PLAIN_THEME };
    try {
      const answers = await prompt([
        { ...question, ...theme, message: visible(message), name: 'answer' },
      ] as never);
      return (answers as { answer: T }).answer;
    } catch (error) {
      if (error instanceof Error && /^(Exit|Abort)PromptError$/.test(error.name)) {
        throw new InterruptedError('interrupted', 'Interrupted. Nothing was changed.', {
          cause: error,
        });
      }
      throw error;
    } finally {
      stopListening();
    }
  }

  /**
   * Refused answers are asked for afresh: inquirer's own check would write what was refused back,
   * unseen, and the next answer would be appended to it.
   */
  async function secret({ message, check }: Question): Promise<string> {
    for (;;) {
      // Without toggleMask: false, ctrl-t would show the password.
      const hidden = { type: 'password', mask: false, toggleMask: false };
      const answer: string = await ask(message, hidden);
      const verdict = check?.(answer) ?? true;
      if (verdict === true) return answer;
      host.stderr.write(`> ${visible(verdict)}\n`);
    }
  }

  return {
    text: ({ message, check, default: fallback }) =>
      ask(message, {
        type: 'input',
        ...(check && { validate: check }),
        ...(fallback !== undefined && { default: fallback }),
      }),
    secret,
    confirm: (message) => ask(message, { type: 'confirm', default: false }),
  };
}
