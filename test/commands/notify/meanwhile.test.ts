import { expect, test } from 'vitest';
import { sendMeanwhile } from '../../support/mail/meanwhile.ts';
import { createMailingMess } from '../../support/mail/students.ts';
import type { TestMess } from '../../support/mess.ts';
import {
  addAdmin,
  createOther,
  HOUR_MS,
  passMs,
  trySignIn,
} from '../../support/records/sign-in.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

const createThree = () => createMailingMess(3, 'smtp://127.0.0.1:9');

/** Somebody signs in as a manager, and the owner sits elsewhere. */
async function createWithOwner() {
  const mess = await createThree();
  await addAdmin(mess, 'boss', 'manager', PASSWORD);
  expect((await trySignIn(mess, 'boss')).code).toBe(0);
  const owner = await createOther(mess);
  expect((await owner.signIn(OWNER, PASSWORD)).code).toBe(0);
  return { mess, owner: (line: string) => owner.run(...line.split(' ')) };
}

const states = (mess: TestMess) =>
  mess.rows<{ state: string }>('select state from messages order by no').map(({ state }) => state);

const ENDED = [
  'error: Broken off: 1 sent, 2 still queued. Your session is over.',
  'hint: given by somebody who may, mess notify retry --command PROGRAM sends what is queued',
  '',
].join('\n');

test.each([
  'admin disable boss --yes',
  'admin edit boss --role clerk',
  'session revoke --of boss --yes',
])('whoever is shut out in the middle of a run sends no more: %s', async (line) => {
  const { mess, owner } = await createWithOwner();
  const { code, stdout, stderr, letters } = await sendMeanwhile(
    mess,
    'notify bills 2025-05',
    async () => expect(await owner(line)).toMatchObject({ code: 0 }),
  );
  expect([code, stderr]).toEqual([4, ENDED]);
  expect(stdout).toContain('Sent: 1 message about the bill of May 2025.\nStill queued: 2.\n');
  expect(letters.map(({ studentId }) => studentId)).toEqual(['S0001']);
  expect(states(mess)).toEqual(['sent', 'queued', 'queued']);
});

test('so it is with a token that is revoked, as cron has one', async () => {
  const mess = await createThree();
  await mess.do(`admin token create mail --may read,messages --output ${mess.home}/token --quiet`);
  const env = { MESS_HOME: mess.home, MESS_TOKEN_FILE: `${mess.home}/token` };
  const cron = Object.assign(mess.with({ env }), { home: mess.home, file: mess.file });
  const { code, stderr, letters } = await sendMeanwhile(cron, 'notify bills 2025-05 --json', () =>
    mess.do('admin token revoke mail --yes'),
  );
  expect([code, JSON.parse(stderr).error]).toMatchObject([
    4,
    {
      reason: 'token_refused',
      message:
        'Broken off: 1 sent, 2 still queued. This mess does not know the service token: it was revoked, or is of another one.',
    },
  ]);
  expect(letters).toHaveLength(1);
  expect(states(mess)).toEqual(['sent', 'queued', 'queued']);
});

test('a run that is busy for longer than an admin may sit idle goes on', async () => {
  const mess = await createThree();
  const { code, letters } = await sendMeanwhile(mess, 'notify bills 2025-05', async () =>
    passMs(mess, 13 * HOUR_MS),
  );
  expect([code, letters.length]).toEqual([0, 3]);
  expect(await mess('whoami')).toMatchObject({ code: 4 });
});

test('what is set in the middle of a run is so in the letters after it', async () => {
  const mess = await createThree();
  await mess.do('settings --upi-address old@bank --upi-name Old --yes');
  const { letters } = await sendMeanwhile(mess, 'notify bills 2025-05', () =>
    mess.do(
      'settings --upi-address new@bank --upi-name New --due-day 20 --student-language hi --yes',
      'settings --name Jamuna --yes',
    ),
  );
  const [first, second, third] = letters.map(({ text }) => text);
  expect(first).toContain('Pay by UPI to old@bank');
  expect(first).toContain('Ganga Mess');
  for (const text of [second, third]) {
    expect(text).toContain('new@bank');
    expect(text).toContain('20 जून 2025');
    expect(text).toContain('Jamuna');
    expect(text).not.toMatch(/old@bank|Ganga/);
  }
});

test('a run that goes on past midnight sends the reminders of its day, as things stand then', async () => {
  const mess = await createThree();
  const { code, letters } = await sendMeanwhile(mess, 'notify dues', async () =>
    passMs(mess, 24 * HOUR_MS),
  );
  expect([code, letters.length]).toEqual([0, 3]);
  const days = letters.map(({ text }) => /on (\d+ \w+ 2025) you owe/.exec(text)?.[1]);
  expect(days).toEqual(['1 June 2025', '2 June 2025', '2 June 2025']);
});
