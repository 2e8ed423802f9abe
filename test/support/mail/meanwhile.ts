import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Result, TestMess } from '../mess.ts';

export interface SentMeanwhile extends Result {
  /** What the program was handed. */
  readonly letters: readonly { readonly studentId: string; readonly text: string }[];
}

/**
 * Sends by a program of the mess's own, and has something done while that has the first letter in hand.
 *
 * @param words such as `notify dues`
 */
export async function sendMeanwhile(
  mess: Pick<TestMess, 'home' | 'file'> & ((...args: string[]) => Promise<Result>),
  words: string,
  act: () => Promise<unknown>,
): Promise<SentMeanwhile> {
  const [taken, go] = [`${mess.home}/taken`, `${mess.home}/go`];
  const script = `#!/bin/sh\ncat >> '${taken}'\nwhile [ ! -e '${go}' ]; do sleep 0.02; done\n`;
  const program = await mess.file('send', script, 0o755);
  const run = mess(...words.split(' '), '--command', program, '--rate', '1000');
  let ended: Result | undefined;
  run.then((result) => {
    ended = result;
  });
  while (!existsSync(taken)) {
    if (ended !== undefined) throw new Error(`nothing was sent: ${ended.stderr}`);
    await sleep(5);
  }
  try {
    await act();
  } finally {
    await writeFile(go, '');
  }
  const result = await run;
  const lines = (await readFile(taken, 'utf8')).trim().split('\n');
  return { ...result, letters: lines.map((line) => JSON.parse(line)) };
}
