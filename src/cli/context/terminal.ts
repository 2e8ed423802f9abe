import type { Prompter, Terminal } from '../../commands/context.ts';
import type { Host } from '../host.ts';
import { runLong } from '../long-task.ts';
import type { GlobalOptions } from '../options.ts';
import { terminalPrompter } from '../prompter.ts';
import { wantsColor } from '../streams.ts';

export function createTerminal(host: Host, options: GlobalOptions): Terminal {
  let found: { readonly prompter: Prompter | undefined } | undefined;
  return {
    yes: options.yes === true,
    // Only who asks looks at standard input: opening a stream takes its time.
    get prompter() {
      found ??= { prompter: findPrompter(host, options) };
      return found.prompter;
    },
    runLong(work, onTerm = 'at once') {
      const showsProgress = host.stderr.isTTY && !options.quiet && host.env.TERM !== 'dumb';
      return runLong(showsProgress ? host.stderr : undefined, work, onTerm);
    },
  };
}

function findPrompter(host: Host, options: GlobalOptions): Prompter | undefined {
  if (!options.input) return undefined;
  if (host.prompter) return host.prompter;
  if (!host.stdin.isTTY || !host.stderr.isTTY) return undefined;
  return terminalPrompter(host, { color: wantsColor(host.stderr, host.env, options.color) });
}
