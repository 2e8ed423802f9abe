import type { Prompter } from '../commands/context.ts';
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
    keysHelpTip: (keys: readonly (readonly [key: string, action: string])[]) =>
      keys.map(([key, action]) => `${key} ${action}`).join(', '),
  },
};

function plain(text: string): string {
  return text;
}

/** Undefined where it is neither a yes nor a no. */
function readYes(answer: string): boolean | undefined {
  const word = answer.trim().toLowerCase();
  if (word === 'y' || word === 'yes') return true;
  return ['', 'n', 'no'].includes(word) ? false : undefined;
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

/** What each prompt of inquirer is handed besides its question. */
interface PromptContext {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** Asks on the terminal, on standard error, so that standard output stays the answer's. */
export function terminalPrompter(
  host: Pick<Host, 'stdin' | 'stderr'>,
  page: Pick<Page, 'color'>,
): Prompter {
  const theme = page.color ? {} : PLAIN_THEME;

  async function ask<T>(prompt: (context: PromptContext) => Promise<T>): Promise<T> {
    const { signal, stopListening } = listenForEnd(host.stdin);
    try {
      return await prompt({ input: host.stdin, output: host.stderr as NodeJS.WriteStream, signal });
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

  // Loading a prompt takes as long as most commands, so only who is asked pays for it.
  return {
    async text({ message, check, default: fallback }) {
      const { default: input } = await import('@inquirer/input');
      const question = {
        message: visible(message),
        ...(check && { validate: check }),
        ...(fallback !== undefined && { default: fallback }),
        // What was refused is typed anew, rather than corrected at its end.
        theme: { ...theme, validationFailureMode: 'clear' as const },
      };
      return ask((context) => input(question, context));
    },

    // Refused answers are asked for afresh: inquirer's own check would write what was refused back,
    // unseen, and the next answer would be appended to it.
    async secret({ message, check }) {
      const { default: password } = await import('@inquirer/password');
      // Without toggleMask: false, ctrl-t would show the password.
      const question = { message: visible(message), mask: false, toggleMask: false, theme };
      for (;;) {
        const answer = await ask((context) => password(question, context));
        const verdict = check?.(answer) ?? true;
        if (verdict === true) return answer;
        host.stderr.write(`> ${visible(verdict)}\n`);
      }
    },

    async several({ message, choices }) {
      const { default: checkbox } = await import('@inquirer/checkbox');
      const question = {
        message: visible(message),
        choices: choices.map(({ value, name, isChosen }) => {
          return { value, name: visible(name), checked: isChosen };
        }),
        pageSize: 15,
        loop: false,
        theme,
      };
      return ask((context) => checkbox(question, context));
    },

    // Enter alone is a no. Inquirer's own question would leave a wrong answer in the line.
    async confirm(message) {
      const { default: input } = await import('@inquirer/input');
      const question = {
        message: `${visible(message)} (y/N)`,
        validate: (answer: string) => readYes(answer) !== undefined || 'answer y or n',
        theme: { ...theme, validationFailureMode: 'clear' as const },
      };
      return readYes(await ask((context) => input(question, context))) === true;
    },

    async choose({ message, choices, hint }) {
      const { pickOfList } = await import('./list-prompt.ts');
      const question = {
        message: visible(message),
        names: choices.map(visible),
        hint,
        theme,
      };
      const chosen = choices[await ask((context) => pickOfList(question, context))];
      if (chosen === undefined) throw new Error('what is not in the list was picked');
      return chosen;
    },
  };
}
