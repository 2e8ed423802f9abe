import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createShell, playMonth } from './month.js';

// The main job, in a throw-away home.
const home = await mkdtemp(join(tmpdir(), 'mess-demo-'));
try {
  const shell = await createShell(home);
  await playMonth(shell, home, (text) => process.stdout.write(text));
} finally {
  await rm(home, { recursive: true, force: true });
}
