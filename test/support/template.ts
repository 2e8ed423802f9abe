import { run } from './run.ts';

/** When the template was made; the clock of every test starts here. */
export const START = new Date('2025-06-01T06:30:00Z');

export const OWNER = 'warden';
export const PASSWORD = 'correct horse battery';

/** Sets a mess up in an empty home and signs its owner in, by the real commands. */
export async function buildTemplate(home: string): Promise<void> {
  const options = { env: { MESS_HOME: home }, now: () => START, stdin: PASSWORD };
  const init = ['init', '--name', 'Ganga Mess', '--timezone', 'Asia/Kolkata', '--admin', OWNER];
  for (const args of [[...init], ['admin', 'login', OWNER]]) {
    const { code, stderr } = await run([...args, '--password-stdin'], options);
    if (code !== 0) throw new Error(`mess ${args.join(' ')} ended with ${code}: ${stderr}`);
  }
}
