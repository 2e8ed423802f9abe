import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

/** Builds the program that process tests run, and again before tests that are run again. */
export default async function setup(project: TestProject): Promise<void> {
  const build = async () => {
    await promisify(execFile)(process.execPath, ['build.js']);
  };
  await build();
  project.onTestsRerun(build);
}
