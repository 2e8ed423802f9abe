import { readFileSync, statSync } from 'node:fs';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CONFIG_KEYS, type ConfigKey } from '../../domain/upkeep/configuration.ts';
import { FailureError, systemErrorReason, UnavailableError } from '../../errors.ts';
import type { Host } from '../host.ts';
import { isReadByOthers } from './private-file.ts';
import { writeWhole } from './whole-file.ts';

/** What the config file says. */
export interface Config {
  readonly values: Readonly<Partial<Record<ConfigKey, string>>>;
  /** Nobody else can read it. */
  readonly isPrivate: boolean;
}

const MAX_BYTES = 64 * 1024;

/**
 * What the config file says; nothing where there is none.
 *
 * @throws UnavailableError it cannot be read, or says what mess does not know
 */
export function readConfigFile(path: string, host: Pick<Host, 'getuid'>): Config {
  let text: string;
  let isPrivate: boolean;
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > MAX_BYTES) {
      throw new UnavailableError(
        'bad_configuration',
        `The config file ${path} is not a small plain file.`,
      );
    }
    isPrivate = !isReadByOthers(found, host);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { values: {}, isPrivate: true };
    if (error instanceof UnavailableError) throw error;
    throw new UnavailableError('bad_configuration', `The config file ${path} cannot be read.`, {
      cause: error,
    });
  }
  return { values: parseConfig(path, text), isPrivate };
}

function parseConfig(path: string, text: string): Config['values'] {
  const refuse = (why: string) =>
    new UnavailableError('bad_configuration', `The config file ${path} ${why}.`, {
      hint: `it may hold ${CONFIG_KEYS.join(', ')}; mess config set writes it`,
    });
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    throw refuse('is not JSON');
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw refuse('is not a JSON object');
  }
  for (const [key, value] of Object.entries(config)) {
    if (!CONFIG_KEYS.some((known) => known === key)) throw refuse(`has the unknown key "${key}"`);
    if (typeof value !== 'string') throw refuse(`has a ${key} that is not text`);
  }
  return config;
}

/**
 * Says a value in the config file, or no longer. What was there is replaced whole or not at all; a link
 * stays one.
 *
 * @param isSecret whether nobody else may read it from now on
 * @throws UnavailableError what is there is not understood
 * @throws FailureError it cannot be written
 */
export async function writeConfigValue(
  path: string,
  key: ConfigKey,
  value: string | undefined,
  isSecret: boolean,
  host: Pick<Host, 'getuid'>,
): Promise<void> {
  const { [key]: _, ...others } = readConfigFile(path, host).values;
  const values = value === undefined ? others : { ...others, [key]: value };
  try {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const mode = isSecret ? 0o600 : (found?.mode ?? 0o644) & 0o777;
    const target = found === undefined ? path : await realpath(path);
    await writeWhole(target, [`${JSON.stringify(values, null, 2)}\n`], { mode, replace: true });
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    throw new FailureError(
      'config_not_written',
      `The config file ${path} cannot be written: ${reason}.`,
      { cause: error },
    );
  }
}
