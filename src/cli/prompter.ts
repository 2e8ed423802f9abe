import type { Prompter, Question } from '../commands/context.ts';
import { visible } from '../domain/values/text.ts';
import { InterruptedError } from '../errors.ts';
import type { Page } from '../output/page/view.ts';
import { wrapSentence } from '../output/page/wrap.ts';
import type { Host } from './host.ts';
import { widthOf } from './streams.ts';

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

/** What stands before a question or a refusal: a sign and a blank. */
const SIGN_WIDTH = 2;
/** Columns for an answer behind the question: a date, an amount; or what stands there of a secret. */
const ANSWER_WIDTH = 12;
const SECRET_WIDTH = 20;

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

  /**
   * Breaks a text between words: inquirer would break it where the line ends.
   *
   * @param room columns that stay free for what stands behind it
   */
  function wrap(text: string, room = 0): string {
    const width = widthOf(host.stderr);
    const margins = { first: SIGN_WIDTH, hanging: SIGN_WIDTH };
    const lines = wrapSentence(visible(text), width && width - room, margins);
    return lines.join(`\n${' '.repeat(SIGN_WIDTH)}`);
  }

  function wrapRefusal(check: NonNullable<Question['check']>): NonNullable<Question['check']> {
    return (answer) => {
      const verdict = check(answer);
      return verdict === true ? true : wrap(verdict);
    };
  }

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
        // The default stands behind it in brackets.
        message: wrap(message, ANSWER_WIDTH + (fallback === undefined ? 0 : fallback.length + 3)),
        ...(check && { validate: wrapRefusal(check) }),
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
      const question = {
        message: wrap(message, SECRET_WIDTH),
        mask: false,
        toggleMask: false,
        theme,
      };
      for (;;) {
        const answer = await ask((context) => password(question, context));
        const verdict = check?.(answer) ?? true;
        if (verdict === true) return answer;
        host.stderr.write(`> ${wrap(verdict)}\n`);
      }
    },

    async several({ message, choices }) {
      const { default: checkbox } = await import('@inquirer/checkbox');
      const question = {
        message: wrap(message),
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
        message: wrap(`${message} (y/N)`, ANSWER_WIDTH),
        validate: (answer: string) => readYes(answer) !== undefined || 'answer y or n',
        theme: { ...theme, validationFailureMode: 'clear' as const },
      };
      return readYes(await ask((context) => input(question, context))) === true;
    },

    async choose({ message, choices, notes, hint }) {
      const { pickOfList } = await import('./list-prompt.ts');
      const question = {
        message: wrap(message, ANSWER_WIDTH),
        names: choices.map(visible),
        notes: choices.map((choice) => (notes === undefined ? '' : `: ${notes[choice]}`)),
        refuse: (typed: string) =>
          wrap([`${visible(typed)} is not in the list`, hint].filter(Boolean).join('; ')),
        theme,
      };
      const chosen = choices[await ask((context) => pickOfList(question, context))];
      if (chosen === undefined) throw new Error('what is not in the list was picked');
      return chosen;
    },
  };
}
