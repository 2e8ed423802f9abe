import { chmod, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import build from '../support/build.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The built program's `bin/mess.js`. */
    program: string;
  }
}

/** Copies the built program: a build that comes during the minutes of a sweep must not disturb it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await build(project);
  const folder = await mkdtemp(join(tmpdir(), 'mess-built-'));
  // Some tests run it as somebody else.
  await chmod(folder, 0o755);
  for (const part of ['bin', 'dist', 'package.json']) {
    await cp(part, join(folder, part), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  project.provide('program', join(folder, 'bin', 'mess.js'));
  return () => rm(folder, { recursive: true, force: true });
}
