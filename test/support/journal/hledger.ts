import { spawnSync } from 'node:child_process';

export const hasHledger = spawnSync('hledger', ['--version']).status === 0;

/** Runs a program of accounts, which is not ours, on a journal; gives what it prints, or throws what it says. */
export function runHledger(journal: string, ...words: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync('hledger', ['-f', '-', ...words], {
    input: journal,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Of every account that does not come to nothing, in minor units. @param words what else it is told */
export function sumByHledger(journal: string, ...words: readonly string[]): Map<string, bigint> {
  const rows = runHledger(journal, 'balance', '--flat', '-N', '-O', 'csv', ...words);
  const found = [...rows.matchAll(/^"([^"]+)","(-?[\d.]+)(?: [A-Z]{3})?"$/gm)];
  return new Map(
    found
      .map(([, account = '', amount = '']) => [account, BigInt(amount.replace('.', ''))] as const)
      .sort(),
  );
}
