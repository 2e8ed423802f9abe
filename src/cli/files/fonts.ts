import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { systemErrorReason, UsageError } from '../../errors.ts';
import type { Fonts } from '../../output/report/pdf/fonts.ts';
import type { Host } from '../host.ts';

/** Where fonts are on Linux, macOS and Windows; those of this user first. */
function fontFolders(env: Host['env']): readonly string[] {
  const home = homedir();
  return [
    join(env.XDG_DATA_HOME || join(home, '.local/share'), 'fonts'),
    join(home, '.fonts'),
    join(home, 'Library/Fonts'),
    '/usr/local/share/fonts',
    '/usr/share/fonts',
    '/Library/Fonts',
    '/System/Library/Fonts',
    join(env.WINDIR || 'C:\\Windows', 'Fonts'),
  ];
}

/** The fonts of this machine, looked for when the first is asked for. @param given files to be asked besides */
export function createFonts(env: Host['env'], given: readonly string[]): Fonts {
  for (const path of given) refuseOtherFile(path);
  let places: Map<string, string> | undefined;
  return {
    given,
    find(fileName) {
      places ??= new Map(
        [...fontFolders(env)]
          .reverse()
          .flatMap((folder) =>
            listFiles(folder).map((name) => [basename(name), join(folder, name)] as const),
          ),
      );
      const own = given.find((path) => basename(path) === fileName);
      return own ?? places.get(fileName);
    },
  };
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    // Not there, or not to be read: then it has no font for us.
    return [];
  }
}

/** How files of fonts begin: TrueType, OpenType, and collections of them. */
const BEGINNINGS = ['00010000', '4f54544f', '74727565', '74746366'];

/** @throws UsageError it cannot be read, or is no font */
function refuseOtherFile(path: string): void {
  const refuse = (why: string) => new UsageError('bad_value', `--font ${path}: ${why}.`);
  const beginning = Buffer.alloc(4);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, beginning);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw refuse(systemErrorReason(error) ?? 'it cannot be read');
  }
  if (!BEGINNINGS.includes(beginning.toString('hex'))) throw refuse('it is no font');
}
