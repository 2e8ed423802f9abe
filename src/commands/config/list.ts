import { configListView } from '../../output/upkeep/configuration.ts';
import { defineVerb } from '../verb.ts';

export const configList = defineVerb({
  name: 'list',
  summary: 'List what is set, and what says so',
  details:
    'What counts is the option; without it the variable of the environment, then the config file, then the default. A password is not shown.',
  examples: ['mess config list', 'mess config list --json'],
  permission: 'none',
  run: ({ answer, configuration }) => answer.print(configListView(configuration.list())),
});
