import { Argument } from 'commander';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import { UsageError } from '../../errors.ts';
import { configValueView } from '../../output/upkeep/configuration.ts';
import type { Context } from '../context.ts';
import { parseAddress, parseGivenAddress, resolvePaths } from '../options/address.ts';
import type { Typed } from '../options/inputs.ts';
import { flagOption, missingValue } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { findValue, keyArgument } from './key.ts';

const VALUE: Argument & Typed<string | undefined> = new Argument(
  '[VALUE]',
  'the value; - reads it from standard input, where it may hold a password',
);

export const configSet = defineVerb({
  name: 'set',
  summary: 'Set a value in the config file, or with --unset no longer',
  details:
    'database: a path, sqlite:PATH or mysql://USER@HOST/NAME. Nothing is connected to. A file with a password in it is for you alone.',
  examples: [
    'mess config set database ~/mess/mess.db',
    'mess config set database mysql://mess_app@db.example.org/mess',
    'mess config set database - < address-with-password',
    'mess config set database --unset',
  ],
  permission: 'none',
  takes: {
    key: keyArgument(),
    value: VALUE,
    unset: flagOption('--unset', 'take it out of the file'),
  },
  check({ value, unset }) {
    if (unset === (value === undefined)) return;
    throw unset
      ? new UsageError('conflicting_options', 'VALUE and --unset exclude each other.')
      : missingValue('VALUE');
  },
  async run(context, { key, value }) {
    const { answer, configuration } = context;
    const address = value === undefined ? undefined : await readAddress(context, value);
    await configuration.set(key, address);
    const counts = findValue(configuration.list(), key);
    const says = address === undefined ? 'does not set' : 'sets';
    const from = counts.from === null ? 'the default' : `that of ${counts.from}`;
    const sentence =
      counts.origin === 'file'
        ? `${key} is ${counts.value} now.`
        : `${configuration.file} ${says} ${key} now; what counts is ${from}: ${counts.value}`;
    await answer.print(configValueView(counts, sentence));
  },
});

async function readAddress({ files }: Pick<Context, 'files'>, value: string) {
  if (value !== '-') return parseGivenAddress('VALUE', value);
  const refuse = (why: string) => new UsageError('bad_value', `VALUE: ${why}.`);
  const address: DatabaseAddress = parseAddress((await files.readSecretStdin()).trim(), refuse);
  return resolvePaths(address, '.');
}
