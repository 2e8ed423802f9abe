import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { TestMess } from '../support/mess.ts';
import { createMessNow, openTerminal, runShell } from '../support/process.ts';
import { addMay } from '../support/records/month.ts';

/** A mess with May, and a folder for PATH in which it is called `mess`. */
async function createCalledMess(): Promise<{ mess: TestMess; env: { PATH: string } }> {
  const mess = await createMessNow();
  await addMay(mess);
  const bin = join(mess.home, 'bin');
  await mkdir(bin);
  await symlink(resolve('bin/mess.js'), join(bin, 'mess'));
  return { mess, env: { PATH: `${bin}:${process.env.PATH}` } };
}

function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('bash completes what is typed', async () => {
  const { mess, env } = await createCalledMess();
  await writeFile(join(mess.home, 'rc'), "PS1='$ '; source <(mess completion bash); echo ready\n");
  const terminal = openTerminal(mess.home, 'exec bash --rcfile "$HOME/rc" -i', { env });
  await terminal.sees('ready');
  terminal.types('mess bill sh\t');
  await terminal.sees('mess bill show ');
  terminal.types('--month=2\t');
  await terminal.sees('--month=2025-05 ');
  terminal.types('\u0015mess purchase add --head Mea\t');
  await terminal.sees('--head Meat\\ and\\ fish ');
  terminal.types('\u0015mess student import ~/r\t');
  await terminal.sees('import ~/rc ');
  terminal.types('\u0015exit\r');
  await terminal.ended;
});

test.skipIf(!isInstalled('zsh'))('zsh does (where it is installed)', async () => {
  const { mess, env } = await createCalledMess();
  await writeFile(
    join(mess.home, '.zshrc'),
    "PS1='$ '; autoload -U compinit; compinit -u -D; source <(mess completion zsh); echo ready\n",
  );
  const terminal = openTerminal(mess.home, 'exec zsh -i', {
    env: { ...env, ZDOTDIR: mess.home },
  });
  await terminal.sees('ready');
  terminal.types('mess bill sh\t');
  await terminal.sees('ow');
  terminal.types('--month=2\t');
  await terminal.sees('025-05');
  terminal.types('\u0015mess student show S00\t\t');
  await terminal.sees('S001  -- Asha Rao');
  terminal.types('\u0015exit\r');
  await terminal.ended;
});

test.skipIf(!isInstalled('fish'))('fish does (where it is installed)', async () => {
  const { mess, env } = await createCalledMess();
  const script = (line: string) =>
    runShell(mess.home, `fish -c "mess completion fish | source; complete -C '${line}'"`, { env });
  expect((await script('mess bill sho')).stdout).toBe(
    "show\tShow a month's bill with everybody's share\n",
  );
  expect((await script('mess student show S001')).stdout).toBe('S001\tAsha Rao\n');
  expect((await script('mess purchase add --head Mea')).stdout).toBe('Meat and fish\tdividing\n');
  expect((await script('mess student show S9')).stdout).toBe('');
});
