/** What goes to an account, in minor units; below 0 what goes from it. */
export type Side = readonly [account: string, minor: bigint];

interface Entry {
  readonly date: string;
  readonly what: string;
  readonly sides: readonly Side[];
}

/** Books that are kept beside the program, from what was done alone. Days are `YYYY-MM-DD`. */
export interface Journal {
  readonly entries: readonly Entry[];
  /** The last side takes what the others leave over. Money of a closed day stands on the first open one. */
  enter(date: string, what: string, sides: readonly Side[], last: string): void;
  closeThrough(date: string): void;
  /** Of every account that does not come to nothing at the end of a day, in minor units. */
  sum(asOf?: string): Map<string, bigint>;
}

const DAY_MS = 86_400_000;

/** @param days less than 0 for earlier */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

export function createJournal(): Journal {
  const entries: Entry[] = [];
  let closedThrough = '';
  return {
    entries,
    enter(date, what, sides, last) {
      const day = date <= closedThrough ? addDays(closedThrough, 1) : date;
      const rest = -sides.reduce((sum, [, minor]) => sum + minor, 0n);
      entries.push({ date: day, what, sides: [...sides, [last, rest]] });
    },
    closeThrough(date) {
      closedThrough = date;
    },
    sum(asOf = '9999-12-31') {
      const sums = new Map<string, bigint>();
      for (const { date, sides } of entries) {
        if (date > asOf) continue;
        for (const [account, minor] of sides) {
          sums.set(account, (sums.get(account) ?? 0n) + minor);
        }
      }
      return new Map([...sums].filter(([, minor]) => minor !== 0n).sort());
    },
  };
}

export function money(minor: bigint): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const minorOf = (text: string) => BigInt(text.replace('.', ''));

/** As hledger reads it. */
export function writeJournal({ entries }: Pick<Journal, 'entries'>): string {
  const written = entries.map(({ date, what, sides }) =>
    [`${date} ${what}`, ...sides.map(([account, minor]) => `    ${account}  ${money(minor)}`)].join(
      '\n',
    ),
  );
  return `${written.join('\n\n')}\n`;
}
