import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { TestServer } from '../clone.ts';
import { buildTemplate } from '../template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What the messes of this run are kept in. */
    engine: 'sqlite' | 'mariadb';
    /** A home with a mess that is set up and its owner signed in; to be copied, not used. */
    templateHome: string;
    /** Undefined for messes in files. */
    server: TestServer | undefined;
  }
}

/** Makes in a file the mess that every test copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'mess-template-'));
  await buildTemplate(home);
  project.provide('engine', 'sqlite');
  project.provide('server', undefined);
  project.provide('templateHome', home);
  return () => rm(home, { recursive: true, force: true });
}
