import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const CONNECTIONS = 16;

const hasWrk = spawnSync('wrk', ['--version']).error === undefined;

/**
 * As many requests as a server answers, of many students at once, for some seconds.
 *
 * @param {string} url
 * @param {{path: string, token: string, from: string}[]} asked in turns
 * @returns {Promise<{count: number, seconds: number, p99Ms: number}>}
 */
export function saturate(url, asked, { seconds, folder }) {
  return hasWrk ? runWrk(url, asked, seconds, folder) : askInTurns(url, asked, seconds);
}

/** At so many a second, whether or not those before are answered; each time is from when it was due. */
export async function askEvenly(url, asked, { perSecond, seconds }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const times = [];
  const begin = performance.now();
  const running = [];
  for (let index = 0; index < perSecond * seconds; index++) {
    const due = begin + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const one = ask(url, asked[index % asked.length], agent);
    running.push(one.then(() => times.push(performance.now() - due)));
  }
  await Promise.all(running);
  agent.destroy();
  return {
    count: times.length,
    seconds,
    p99Ms: quantile(times, 0.99),
    medianMs: quantile(times, 0.5),
  };
}

/** One request. @returns {Promise<{bytes: number, text: string}>} */
export function ask(url, { path, token, cookie, from, headers = {}, status = 200 }, agent) {
  return new Promise((resolve, reject) => {
    const shown = cookie === undefined ? { authorization: `Bearer ${token}` } : { cookie };
    const sent = { ...shown, ...(from !== undefined && { 'x-forwarded-for': from }), ...headers };
    const request = get(url + path, { agent, headers: sent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === status) resolve({ bytes: body.length, text: body.toString() });
        else reject(new Error(`${path} was answered ${response.statusCode}: ${body}`));
      });
    });
    request.once('error', reject);
  });
}

async function askInTurns(url, asked, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let next = 0;
  const work = async () => {
    for (let at = performance.now(); at < end; ) {
      await ask(url, asked[next++ % asked.length], agent);
      const done = performance.now();
      times.push(done - at);
      at = done;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  agent.destroy();
  const taken = (performance.now() - begin) / 1000;
  return { count: times.length, seconds: taken, p99Ms: quantile(times, 0.99) };
}

/** Who is asked for comes from a table of the script; what was measured is its last line. */
async function runWrk(url, asked, seconds, folder) {
  const script = join(folder, 'requests.lua');
  const rows = asked.map(({ path, token, from }) => `{"${path}","Bearer ${token}","${from}"}`);
  const lua = `
    local asked = {${rows.join(',')}}
    local made = {}
    local at = 0
    function init()
      for i, one in ipairs(asked) do
        made[i] = wrk.format("GET", one[1], { ["Authorization"] = one[2], ["X-Forwarded-For"] = one[3] })
      end
    end
    function request()
      at = at % #made + 1
      return made[at]
    end
    function done(summary, latency)
      local failed = summary.errors.status + summary.errors.read + summary.errors.timeout
      print(string.format('{"count":%d,"seconds":%f,"p99Ms":%f,"failed":%d}',
        summary.requests, summary.duration / 1e6, latency:percentile(99) / 1e3, failed))
    end`;
  await writeFile(script, lua);
  const args = ['-t1', '--timeout', '30s', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', script, url];
  const { stdout } = await promisify(execFile)('wrk', args);
  const found = JSON.parse(stdout.trim().split('\n').at(-1));
  if (found.failed > 0) throw new Error(`${found.failed} requests to ${url} failed`);
  return found;
}

function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
