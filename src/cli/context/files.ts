import type { Files, Terminal } from '../../commands/context.ts';
import { renderCsv } from '../../output/page/render.ts';
import { createFonts } from '../files/fonts.ts';
import { removeOlder } from '../files/older-backups.ts';
import { confirmReplacing, refuseOutputFile, writeOutputFile } from '../files/output-file.ts';
import { packed } from '../files/packed.ts';
import { readSecretFile, readSecretStream } from '../files/secrets.ts';
import { refuseFolder, writeFolder } from '../files/whole-folder.ts';
import type { Host } from '../host.ts';

/**
 * @param output the file of the answer, where it goes to one
 * @param own files which nothing may replace, with why
 */
export function createFiles(
  host: Host,
  output: string | undefined,
  terminal: Terminal,
  own: ReadonlyMap<string, string>,
): Files {
  return {
    // Only who reads it opens it: that takes its time.
    get stdin() {
      return host.stdin;
    },
    async confirmAnswer() {
      if (output !== undefined) await confirmReplacing(output, terminal);
    },
    async refuseAnswerIn(input) {
      if (output !== undefined) await refuseOutputFile('--output', output, inputFile(input), host);
    },
    async checkFile(flag, path, { input, isNew } = {}) {
      const taken = new Map([...own, ...(input === undefined ? [] : inputFile(input))]);
      if (output !== undefined) taken.set(output, 'the answer goes there');
      await refuseOutputFile(flag, path, taken, host);
      if (!isNew) await confirmReplacing(path, terminal);
    },
    async writeBackup(path, text, check, otherwise) {
      // Nobody else is to read the numbers and password hashes that are in it.
      const isPacked = /\.gz$/i.test(path);
      return writeOutputFile(path, isPacked ? packed(text) : text, {
        hint: 'nothing was changed',
        mode: 0o600,
        check: (file) => check(file, isPacked),
        otherwise,
      });
    },
    removeOlder,
    async writeSheet(path, sheet) {
      // With a mark, so that no --encoding is needed, or believed, when it comes back.
      const pieces = prepend('\ufeff', renderCsv(sheet));
      await writeOutputFile(path, pieces, { hint: 'nothing else was written' });
    },
    fonts: (given) => createFonts(host.env, given),
    checkFolder: refuseFolder,
    writeFolder,
    readSecretFile: (path) => readSecretFile(path, host),
    readSecretStdin: () => readSecretStream(host.stdin),
  };
}

function inputFile(path: string): ReadonlyMap<string, string> {
  return new Map([[path === '-' ? '/dev/stdin' : path, 'it is the file that is read']]);
}

function* prepend(first: string, rest: Iterable<string>): Iterable<string> {
  yield first;
  yield* rest;
}
