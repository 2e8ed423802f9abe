import { resolve } from 'node:path';
import { Argument } from 'commander';
import { parseSmtpAddress, writeSmtpAddress } from '../../domain/messages/smtp-address.ts';
import { parseEmail } from '../../domain/students/email.ts';
import type { ConfigKey } from '../../domain/upkeep/configuration.ts';
import { type DatabaseAddress, wholeAddress } from '../../domain/values/database-address.ts';
import { UsageError } from '../../errors.ts';
import { readCertificates } from '../../mail/certificates.ts';
import { configValueView } from '../../output/upkeep/configuration.ts';
import type { Context } from '../context.ts';
import { parseAddress, parseGivenAddress, resolvePaths } from '../options/address.ts';
import { parsePath } from '../options/arguments.ts';
import type { Typed } from '../options/inputs.ts';
import { checkRule, checkValue, flagOption, missingValue } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { keyArgument } from './key.ts';

const VALUE: Argument & Typed<string | undefined> = new Argument(
  '[VALUE]',
  'the value; - reads it from standard input, where it may hold a password',
);

export const configSet = defineVerb({
  name: 'set',
  summary: 'Set a value in the config file, or with --unset no longer',
  details: [
    'database: a path, sqlite:PATH or mysql://USER@HOST/NAME. Nothing is connected to. A file with a password in it is for you alone.',
    'smtp: where e-mail is handed in, smtp://USER@HOST:587, or smtps:// where it is encrypted from the beginning; smtp-password-file: the file with the password of USER, which you alone can read; mail-from: the e-mail address that the mess writes from.',
  ].join('\n\n'),
  examples: [
    'mess config set database ~/mess/mess.db',
    'mess config set database mysql://mess_app@db.example.org/mess',
    'mess config set database - < address-with-password',
    'mess config set database --unset',
    'mess config set smtp smtp://office%40example.org@smtp.example.org:587',
    'mess config set smtp-password-file ~/.mess-smtp',
    'mess config set mail-from mess@example.org',
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
    const { text, isSecret } = value === undefined ? UNSET : await readValue(context, key, value);
    await configuration.set(key, text, isSecret);
    const counts = configuration.get(key);
    const says = text === undefined ? 'does not set' : 'sets';
    const from = counts.from === null ? 'the default' : `that of ${counts.from}`;
    const sentence =
      counts.origin === 'file'
        ? `${key} is ${counts.value} now.`
        : `${configuration.file} ${says} ${key} now; what counts is ${from}: ${counts.value}`;
    await answer.print(configValueView(counts, sentence));
  },
});

const UNSET = { text: undefined, isSecret: false };

/** The value as it is to stand in the file. */
async function readValue(context: Pick<Context, 'files'>, key: ConfigKey, value: string) {
  if (key === 'database') {
    const address = await readAddress(context, value);
    const isSecret = address.kind === 'mysql' && address.password !== undefined;
    return { text: wholeAddress(address), isSecret };
  }
  // A refused address is not shown: it may hold a password.
  const text =
    key === 'smtp'
      ? await checkRule('VALUE', () => readSmtp(value))
      : checkValue('VALUE', value, PARSERS[key]);
  return { text, isSecret: false };
}

/** @throws ValueError also where the certificates that it names cannot be read */
async function readSmtp(text: string): Promise<string> {
  const server = parseSmtpAddress(text);
  const ca = server.ca && resolve(parsePath(server.ca));
  if (ca !== undefined) await readCertificates(ca);
  return writeSmtpAddress({ ...server, ca });
}

const PARSERS: Readonly<Record<Exclude<ConfigKey, 'database' | 'smtp'>, (text: string) => string>> =
  {
    'smtp-password-file': (text) => resolve(parsePath(text)),
    'mail-from': parseEmail,
  };

async function readAddress({ files }: Pick<Context, 'files'>, value: string) {
  if (value !== '-') return parseGivenAddress('VALUE', value);
  const refuse = (why: string) => new UsageError('bad_value', `VALUE: ${why}.`);
  const address: DatabaseAddress = parseAddress((await files.readSecretStdin()).trim(), refuse);
  return resolvePaths(address, '.');
}
