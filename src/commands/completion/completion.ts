import { choiceArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';
import { SCRIPTS, SHELLS } from './scripts.ts';

export const completion = defineVerb({
  name: 'completion',
  details: [
    'With it the Tab key completes commands, options and their values; for whoever is signed in, also what is recorded: months, heads, branches, ids, service tokens, import profiles, and the numbers of purchases and imports.',
    [
      'To have it in every new shell:',
      "  bash  echo 'source <(mess completion bash)' >> ~/.bashrc",
      "  zsh   echo 'source <(mess completion zsh)' >> ~/.zshrc",
      '        behind the line with compinit; where there is none, put',
      '        autoload -U compinit; compinit before it',
      '  fish  mess completion fish > ~/.config/fish/completions/mess.fish',
    ].join('\n'),
  ].join('\n\n'),
  examples: ['source <(mess completion bash)', 'mess completion fish | source'],
  permission: 'none',
  takes: { shell: choiceArgument('<SHELL>', 'the shell', SHELLS) },
  run: ({ answer }, { shell }) => answer.printScript(SCRIPTS[shell]),
});
