import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { buildTemplate } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A home with a mess that is set up and its owner signed in; to be copied, not used. */
    templateHome: string;
  }
}

/** Builds the program that process tests run, and one mess that every test starts from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await promisify(execFile)(process.execPath, ['build.js']);
  const home = await mkdtemp(join(tmpdir(), 'mess-template-'));
  await buildTemplate(home);
  project.provide('templateHome', home);
  return () => rm(home, { recursive: true, force: true });
}
