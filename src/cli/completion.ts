import type { Command } from 'commander';
import { type Candidate, findPlace, type Place } from '../commands/completion/place.ts';
import { listRecorded } from '../commands/completion/recorded.ts';
import { visible } from '../domain/values/text.ts';
import { recognise } from '../operations/access/sessions.ts';
import { openMess } from '../operations/mess/open.ts';
import { findDatabase, findPlaces, findSessionFile } from './config.ts';
import { accessDatabase } from './database-access.ts';
import { readServiceToken } from './files/service-token.ts';
import { readSessionFile } from './files/session-file.ts';
import type { Host } from './host.ts';
import { writeAll } from './streams.ts';

/** Whoever presses a key does not wait for longer. */
const PATIENCE_MS = 1000;

/**
 * Answers the script of a shell: a line for each thing that may stand at the cursor. It changes nothing, asks
 * nothing, and is silent where anything fails.
 *
 * @param createTree the program, with the commands that some words name declared in full
 * @param words the shell, and the words of the command line up to the cursor
 */
export async function complete(
  host: Host,
  createTree: (words: readonly string[]) => Promise<Command>,
  [shell = '', ...words]: readonly string[],
): Promise<void> {
  try {
    const { before, current, lead } = atCursor(shell, words);
    const place = findPlace(await createTree(before), before, current);
    if (place.files) return await writeAll(host.stdout, [':files\n']);
    // Of a list the last one is completed.
    const named = place.isList ? current.slice(0, current.lastIndexOf(',') + 1) : '';
    const found = await listAll(host, place, before, current.slice(named.length));
    const isNew = ({ value }: Candidate) => !named.split(',').includes(value);
    const lines = found.filter(isNew).map((each) => `${lead}${named}${lineOf(each)}\n`);
    await writeAll(host.stdout, lines);
  } catch {
    // There is nothing to be completed then.
  }
}

interface AtCursor {
  readonly before: readonly string[];
  /** What there is of the word. */
  readonly current: string;
  /** What the shell replaces besides it. */
  readonly lead: string;
}

/** bash makes three words of `--month=2025`, and leaves quotes in words; the others leave it one. */
function atCursor(shell: string, words: readonly string[]): AtCursor {
  const isBash = shell === 'bash';
  const plain = isBash
    ? words.map((word) => word.replace(/^["']/, '').replace(/\\(.)/g, '$1'))
    : words;
  const before = plain.slice(0, -1);
  const current = plain.at(-1) ?? '';
  if (isBash) {
    const kept = before.filter((word) => word !== '=');
    return { before: kept, current: current === '=' ? '' : current, lead: '' };
  }
  const [, option, value] = /^(--[^=]+)=(.*)$/.exec(current) ?? [];
  if (option === undefined) return { before, current, lead: '' };
  return { before: [...before, option], current: value ?? '', lead: `${option}=` };
}

async function listAll(
  host: Host,
  { candidates, recorded }: Place,
  before: readonly string[],
  current: string,
): Promise<Candidate[]> {
  const found =
    recorded === undefined
      ? []
      : await readRecorded(host, recorded, before, current).catch(() => []);
  const begins = current.toLowerCase();
  return [...candidates, ...found].filter(({ value }) => value.toLowerCase().startsWith(begins));
}

async function readRecorded(
  host: Host,
  kind: NonNullable<Place['recorded']>,
  before: readonly string[],
  current: string,
): Promise<readonly Candidate[]> {
  const places = findPlaces(host);
  const at = before.lastIndexOf('--db');
  const given = at === -1 ? undefined : before[at + 1];
  const { address } = findDatabase(given, host, places);
  const session = findSessionFile(address, places);
  const service = await readServiceToken(host);
  const token = service ?? (await readSessionFile(session, host));
  if (token === undefined) return [];
  const options = { busyTimeoutMs: PATIENCE_MS, answerTimeoutMs: PATIENCE_MS };
  const source = { file: host.env.MESS_DATABASE_PASSWORD_FILE || undefined, host };
  return accessDatabase(address, source, async (complete) => {
    const { mess } = await openMess(complete, host.now ?? (() => new Date()), options);
    try {
      const actor = await recognise(mess, token, service !== undefined);
      return await listRecorded(mess, actor, kind, current);
    } finally {
      await mess.db.destroy();
    }
  });
}

function lineOf({ value, description }: Candidate): string {
  return `${visible(value)}\t${visible(description)}`;
}
