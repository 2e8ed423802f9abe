import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment, MESS } from '../processes.js';

const REFERENCE = join(import.meta.dirname, '..', 'references', 'expense-server.js');

/** Of a second, as Linux counts the time of processes. */
const TICKS = 100;

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {number} pid
 * @property {() => Promise<number>} cpuMs CPU time of all its threads until now, in milliseconds
 * @property {() => Promise<number>} memoryMb what it holds of the machine's memory, in MB
 * @property {() => Promise<void>} stop
 */

/** `mess serve` of a home, on a free port, as behind a proxy. @returns {Promise<Server>} */
export function startMess(home) {
  return startServer(
    [MESS, 'serve', '--listen', '127.0.0.1:0', '--trust-proxy', '127.0.0.1'],
    home,
  );
}

/** A bare Fastify on the same file. @returns {Promise<Server>} */
export function startReference(path) {
  return startServer([REFERENCE, path]);
}

async function startServer(args, home) {
  const child = spawn(process.execPath, args, {
    env: environment(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // Nobody is left behind, however the bench ends.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await findUrl(child, ended);
  return {
    url,
    pid: child.pid,
    cpuMs: () => readCpuMs(child.pid),
    memoryMb: () => readMemoryMb(child.pid),
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      process.off('exit', kill);
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
    },
  };
}

/** The first line says it; the others are read and forgotten, as a log of a service is. */
async function findUrl(child, ended) {
  const said = [];
  const first = new Promise((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      if (line.startsWith('{') && line.includes('"listening"')) resolve(JSON.parse(line).listening);
      if (said.length > 20) said.length = 20;
    });
  });
  const url = await Promise.race([first, ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`a server did not start: ${said.join('\n')}`);
  return url;
}

async function readCpuMs(pid) {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name before them may have spaces in it.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

async function readMemoryMb(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return (Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]) * 1024) / 1e6;
}
