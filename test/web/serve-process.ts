import { createInterface } from 'node:readline';
import { type ProcessOptions, type ProcessResult, startMess } from '../support/process.ts';

/** `mess serve` as a process of its own, on a free port. */
export interface ServingProcess {
  readonly url: string;
  readonly pid: number;
  readonly ended: Promise<ProcessResult>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts it, and waits until it listens. */
export async function serveInProcess(
  home: string,
  options: ProcessOptions = {},
): Promise<ServingProcess> {
  const { child, ended } = startMess(home, ['serve', '--listen', '127.0.0.1:0'], options);
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stderr === null) throw new TypeError('its log is not to be had');
    createInterface(child.stderr).on('line', (line) => {
      const { listening } = line.startsWith('{') ? JSON.parse(line) : {};
      if (listening !== undefined) resolve(listening);
    });
    void ended.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)));
  });
  return { url, pid: Number(child.pid), ended, kill: (signal) => void child.kill(signal) };
}

/** What a server answered, as JSON. */
export async function askJson(
  url: string,
  {
    token,
    body,
    key,
  }: {
    readonly token?: string | undefined;
    readonly body?: unknown;
    /** By which a change is known, so that it is done once. */
    readonly key?: string;
  } = {},
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at what it expects.
): Promise<{ readonly status: number; readonly json: any }> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}
