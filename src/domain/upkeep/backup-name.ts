/** What the backups of one mess are called in a folder, where there may be those of others. */
export interface BackupSeries {
  /**
   * The name of the next one, such as `ganga-mess-1f3a9c2e-2025-06-01T063000Z.backup.gz`; of the second
   * within one second, `…Z-2.backup.gz`.
   */
  name(nth: number): string;
  /**
   * The moment in the name of a backup of this mess, which sorts as text; undefined for any other file, and for
   * a moment that is still to come.
   * One that was in the making for a day is `abandoned`.
   */
  read(name: string):
    | {
        readonly moment: string;
        readonly state: 'finished' | 'in the making' | 'abandoned';
      }
    | undefined;
}

const DAY_MS = 24 * 60 * 60_000;

const MAX_NAME_CHARACTERS = 40;

/**
 * @param origin what tells this mess from any other, also of the same name
 */
export function backupSeries(messName: string, origin: string, at: Date): BackupSeries {
  const word = fileWord(messName);
  // Whole: a copy that somebody put by under a name of their own is not ours to remove.
  const OWN = new RegExp(
    `^${word}-${origin}-(\\d{4}-\\d\\d-\\d\\dT\\d{6}Z)(?:-([2-9]|[1-9]\\d{1,3}))?\\.backup\\.gz(\\.new-[0-9a-f]{12})?$`,
  );
  const [now, aDayBefore] = [at, new Date(at.getTime() - DAY_MS)].map(momentOf) as [string, string];
  return {
    name: (nth) => `${word}-${origin}-${momentOf(at)}${nth === 1 ? '' : `-${nth}`}.backup.gz`,
    read(name) {
      const [, second, nth = '1', draft] = OWN.exec(name) ?? [];
      // Of a clock that was wrong: counted, it would keep the place of a good one for ever.
      if (second === undefined || second > now) return undefined;
      const moment = `${second}-${nth.padStart(4, '0')}`;
      if (draft === undefined) return { moment, state: 'finished' };
      return { moment, state: moment < aDayBefore ? 'abandoned' : 'in the making' };
    },
  };
}

/** `2025-06-01T063000Z`: in UTC, so that it sorts whatever the clocks do, and fit for every disk. */
function momentOf(at: Date): string {
  return at
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replaceAll(':', '');
}

/** Letters and digits of any script, with dashes between. */
function fileWord(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['mess'];
  return [...words.join('-')].slice(0, MAX_NAME_CHARACTERS).join('').replace(/-$/, '');
}
