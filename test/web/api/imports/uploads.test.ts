import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createMess } from '../../../support/mess.ts';
import { OWNER } from '../../../support/template.ts';
import { serveMess } from '../../serve-mess.ts';

const HEADER = 'id,name,branch,phone\n';
const FORM = { 'content-type': 'multipart/form-data; boundary=x' };

const temporaryFolder = process.env.TMPDIR;
afterEach(() => {
  if (temporaryFolder === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporaryFolder;
});

async function servedMess() {
  const mess = await createMess();
  const { signIn, url, log } = await serveMess(mess);
  const token = await signIn();
  const begin = (headers: object) =>
    request(`${url}/api/v1/students/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
  /** In pieces, so that how much there is to come is not said. */
  const post = async (pieces: Iterable<string | Uint8Array>, headers: object) => {
    const asked = begin(headers);
    const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
    for (const piece of pieces) {
      if (!asked.write(piece)) await Promise.race([once(asked, 'drain'), answered]);
    }
    asked.end();
    const [answer] = await answered;
    return { status: answer.statusCode, json: JSON.parse(await text(answer)) };
  };
  return { mess, post, begin, signIn, log };
}

function part(head: string, body: string): string {
  return `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
}

test('a file that comes in pieces is taken as one, and one without an end is refused in time', async () => {
  const { mess, post } = await servedMess();
  const pieces = [HEADER, 'S001,Asha', ',ME,98765', '43210\n', 'S002,Ravi,EE,9876543211\n'];
  const taken = await post(pieces, { 'content-type': 'text/csv', 'x-file-name': 'roll.csv' });
  expect(taken).toMatchObject({ status: 200, json: { file: 'roll.csv', inserted: 2 } });
  const endless = Array.from({ length: 400 }, () => new Uint8Array(2 ** 16));
  expect(await post(endless, { 'content-type': 'text/csv' })).toMatchObject({
    status: 413,
    json: { error: { message: 'The file is larger than 20 MiB.' } },
  });
  expect(mess.rows('select id from students order by id')).toEqual([
    { id: 'S001' },
    { id: 'S002' },
  ]);
});

test('of a form the first file that was chosen is taken, and one that is cut is refused', async () => {
  const { mess, post } = await servedMess();
  const none = part('name="file"; filename=""', '');
  const first = part(
    'name="file"; filename="C:\\rolls\\roll.csv"',
    `${HEADER}S001,Asha,ME,9876543210\n`,
  );
  const second = part('name="file"; filename="b.csv"', `${HEADER}S002,Ravi,EE,9876543211\n`);
  const note = part('name="note"', 'x');
  const whole = [none, first, second, note, '--x--\r\n'].join('');
  const bytes = Array.from(Buffer.from(whole), (byte) => Uint8Array.of(byte));
  expect(await post(bytes, FORM)).toMatchObject({
    status: 200,
    json: { file: 'roll.csv', rows: 1 },
  });
  const unfit = { status: 400, json: { error: { message: 'The form cannot be read.' } } };
  for (const end of [first.length - 9, 30, 0]) {
    expect(await post([first.slice(0, end)], FORM)).toMatchObject(unfit);
  }
  expect(await post(['{}'], { 'content-type': 'multipart/form-data' })).toMatchObject(unfit);
  expect(await post([none, '--x--\r\n'], FORM)).toMatchObject({
    status: 400,
    json: { error: { reason: 'missing_value' } },
  });
  const long = part('name="note"', 'x'.repeat(2 ** 20 + 1));
  expect(await post([long, '--x--\r\n'], FORM)).toMatchObject(unfit);
  expect(mess.rows('select id from students')).toEqual([{ id: 'S001' }]);
});

test('one that breaks off is no bug: the log has its line, and nothing of it is left', async () => {
  const { begin, log } = await servedMess();
  for (const headers of [FORM, { 'content-type': 'text/csv' }]) {
    const before = log.length;
    const asked = begin(headers);
    asked.on('error', () => {});
    asked.write(part('name="file"; filename="a.csv"', HEADER));
    while (keptFiles().length === 0) await nextTurn();
    asked.destroy();
    while (log.length === before) await nextTurn();
    expect(log.slice(before).map((line) => JSON.parse(line))).toMatchObject([
      { route: '/api/v1/students/imports', brokenOff: true, by: `admin ${OWNER}` },
    ]);
    while (keptFiles().length > 0) await nextTurn();
  }
});

test('who sends two files and comes to no end with them leaves a place to others', async () => {
  const { begin, post, signIn } = await servedMess();
  const csv = { 'content-type': 'text/csv' };
  const stalled = [begin(csv), begin(csv)];
  for (const asked of stalled) asked.on('error', () => {}).write(HEADER);
  while (keptFiles().length < 2) await nextTurn();
  const file = [HEADER, 'S001,Asha,ME,9876543210\n'];
  expect(await post(file, csv)).toMatchObject({
    status: 503,
    json: { error: { message: 'Other files are being received.' } },
  });
  const other = { ...csv, authorization: `Bearer ${await signIn()}` };
  expect(await post(file, other)).toMatchObject({ status: 200, json: { inserted: 1 } });
  for (const asked of stalled) asked.destroy();
  while (keptFiles().length > 0) await nextTurn();
  expect(await post(file, csv)).toMatchObject({ status: 200 });
});

test('nothing that was sent stays on the disk, and where it cannot be kept it is refused', async () => {
  const { post } = await servedMess();
  const file = [HEADER, 'S001,Asha,ME,9876543210\n'];
  await post(file, { 'content-type': 'text/csv' });
  await post([part('name="file"; filename="a.csv"', file.join('')).slice(0, 60)], FORM);
  expect(keptFiles()).toEqual([]);
  process.env.TMPDIR = '/no/such/folder';
  expect(await post(file, { 'content-type': 'text/csv' })).toMatchObject({
    status: 503,
    json: {
      error: {
        reason: 'disk_failed',
        message:
          'The file that was sent cannot be kept while it is read: there is no such file or folder.',
      },
    },
  });
});

/** What this process has open that has no name. */
function keptFiles(): string[] {
  return readdirSync('/proc/self/fd')
    .map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return '';
      }
    })
    .filter((path) => /mess-[0-9a-f-]{36} \(deleted\)$/.test(path));
}
