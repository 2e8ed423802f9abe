import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

/** What the program is built of. */
const SOURCES = ['src', 'migrations', 'bin', 'build.js', 'package.json', 'package-lock.json'];

/** Builds the program that process tests run, and again before tests that are run again. */
export default async function setup(project: TestProject): Promise<void> {
  const build = async () => {
    if (await isBuilt()) return;
    await promisify(execFile)(process.execPath, ['build.js']);
  };
  await build();
  project.onTestsRerun(build);
}

/** Whether it was built, for this Node, after the last change to what it is built of. */
async function isBuilt(): Promise<boolean> {
  const code = join('dist', 'code', `${process.versions.v8}-${process.arch}`, 'main.js.code');
  const builtMs = await changedMs(code);
  for (const source of SOURCES) {
    const inside = (await stat(source)).isDirectory()
      ? await readdir(source, { recursive: true, withFileTypes: true })
      : [];
    const paths = inside.map((entry) => join(entry.parentPath, entry.name));
    const times = await Promise.all([source, ...paths].map(changedMs));
    if (times.some((ms) => ms > builtMs)) return false;
  }
  return true;
}

/** 0 where there is none. */
async function changedMs(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
