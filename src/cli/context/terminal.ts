import type { Prompter, Terminal } from '../../commands/context.ts';
import type { Host } from '../host.ts';
import { runLong } from '../long-task.ts';
import type { GlobalOptions } from '../options.ts';
import { terminalPrompter } from '../prompter.ts';
import { wantsColor } from '../streams.ts';

export function createTerminal(host: Host, options: GlobalOptions): Terminal {
  const { stderr, env } = host;
  const showsProgress = stderr.isTTY && !options.quiet && env.TERM !== 'dumb';
  let found: { readonly prompter: Prompter | undefined } | undefined;
  return {
    yes: options.yes === true,
    // Only who asks looks at standard input: opening it takes its time.
    get prompter() {
      found ??= { prompter: findPrompter(host, options) };
      return found.prompter;
    },
    runLong: (work) => runLong(showsProgress ? stderr : undefined, work),
  };
}

function findPrompter(host: Host, options: GlobalOptions): Prompter | undefined {
  if (!options.input) return undefined;
  if (host.prompter) return host.prompter;
  if (!host.stdin.isTTY || !host.stderr.isTTY) return undefined;
  return terminalPrompter(host, { color: wantsColor(host.stderr, host.env, options.color) });
}
