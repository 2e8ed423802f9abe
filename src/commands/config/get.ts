import { configValueView } from '../../output/upkeep/configuration.ts';
import { defineVerb } from '../verb.ts';
import { keyArgument } from './key.ts';

export const configGet = defineVerb({
  name: 'get',
  summary: 'Print one value, without a password in it',
  details:
    'Where it comes from goes to standard error: an option, a variable, the file, or the default.',
  examples: ['mess config get database'],
  permission: 'none',
  takes: { key: keyArgument() },
  async run({ answer, configuration }, { key }) {
    const found = configuration.get(key);
    await answer.print(configValueView(found, found.value));
    if (answer.format !== 'table') return;
    answer.note(
      found.from === null
        ? `It is the default: ${configuration.file} does not set it.`
        : `It is that of ${found.from}.`,
    );
  },
});
