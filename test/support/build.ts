import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Builds the program that process tests run. */
export default async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, ['build.js']);
}
