import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
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
const COLLECTION = '74746366';
const BEGINNINGS = ['00010000', '4f54544f', '74727565', COLLECTION];

/** @throws UsageError it cannot be read, is no font, or is cut short */
function refuseOtherFile(path: string): void {
  const refuse = (why: string) => new UsageError('bad_value', `--font ${path}: ${why}.`);
  let why: string | undefined;
  try {
    const file = openSync(path, 'r');
    try {
      why = whyUnfit(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw refuse(systemErrorReason(error) ?? 'it cannot be read');
  }
  if (why !== undefined) throw refuse(why);
}

/** Where the tables of a font are, and how long, is said at its beginning: 12 bytes, and 16 for each. */
const [HEADER_BYTES, TABLE_BYTES] = [12, 16];

function whyUnfit(file: number): string | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  readSync(file, header);
  const beginning = header.toString('hex', 0, 4);
  if (!BEGINNINGS.includes(beginning)) return 'it is no font';
  // Of a collection each font has such a list.
  if (beginning === COLLECTION) return undefined;
  const tables = Buffer.alloc(header.readUInt16BE(4) * TABLE_BYTES);
  let end = HEADER_BYTES + tables.length;
  readSync(file, tables, 0, tables.length, HEADER_BYTES);
  for (let at = 0; at < tables.length; at += TABLE_BYTES) {
    end = Math.max(end, tables.readUInt32BE(at + 8) + tables.readUInt32BE(at + 12));
  }
  return end > fstatSync(file).size ? 'it is cut short, or damaged' : undefined;
}
