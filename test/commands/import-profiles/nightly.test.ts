import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { figures } from '../../support/records/files/import-file.ts';
import {
  createGate,
  datesFrom,
  type Gate,
  punch,
  punchesOf,
  SILENT,
} from '../../support/records/gate.ts';
import { trySignIn } from '../../support/records/sign-in.ts';

/** Every night of these days, each of which must be silent. */
async function nights(gate: Gate, first: string, last: string, log = ''): Promise<string> {
  let grown = log;
  for (const date of datesFrom(first, last)) {
    grown += punchesOf(date);
    expect([date, await gate.night(date, grown)]).toEqual([date, SILENT]);
  }
  return grown;
}

/** In the morning after a day. */
async function morningAfter(mess: TestMess, date: string): Promise<void> {
  mess.now = new Date(Date.parse(`${date}T23:50:00+05:30`) + 8 * 3_600_000);
  expect((await trySignIn(mess)).code).toBe(0);
}

test('every night of a month and into the next, the month before being closed', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const log = await nights(gate, '2025-06-01', '2025-07-03');
  expect(figures(mess)).toEqual([
    'S001 2025-06 24',
    'S002 2025-06 25',
    'S003 2025-06 26',
    'S004 2025-06 27',
    'S001 2025-07 3',
    'S002 2025-07 3',
    'S003 2025-07 3',
    'S004 2025-07 3',
  ]);
  await morningAfter(mess, '2025-07-03');
  await mess.do('bill register --month 2025-06 --total 60000', 'month close --month 2025-06');
  await nights(gate, '2025-07-04', '2025-07-06', log);
  expect(figures(mess).slice(4)).toEqual([
    'S001 2025-07 5',
    'S002 2025-07 5',
    'S003 2025-07 6',
    'S004 2025-07 6',
  ]);
}, 60_000);

test('a device that began on the 12th, a holiday of ten days, and a night without a new punch', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const log = await nights(gate, '2025-06-12', '2025-06-14');
  expect(await gate.night('2025-06-20', log)).toEqual(SILENT);
  await nights(gate, '2025-06-25', '2025-06-27', log);
  expect(figures(mess)).toEqual([
    'S001 2025-06 5',
    'S002 2025-06 5',
    'S003 2025-06 5',
    'S004 2025-06 6',
  ]);
});

const HINT_990 =
  'for those who are no students: mess import-profiles edit gate --not-students 990; put on the roll who is missing: mess student add ID; else correct the file and import it again, or take its good rows with --partial';

test('who is new on the device is reported, and nothing is lost until the profile knows', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const log = await nights(gate, '2025-06-01', '2025-06-03');
  const more = `${log}${punchesOf('2025-06-04')}${punch('990', '2025-06-04', '09:00:00')}`;
  const before = figures(mess);
  const met = await gate.night('2025-06-04', more);
  expect({ ...met, stderr: met.stderr.replaceAll(`${mess.home}/`, '') }).toEqual({
    code: 6,
    stdout: '',
    stderr: [
      'attlog.dat:41: student_id: no such student (990)',
      'error: attlog.dat has 1 mistake: unknown student. Nothing was written.',
      `hint: ${HINT_990}`,
      '',
    ].join('\n'),
  });
  const often = more + punch('990', '2025-06-04', '18:00:00').repeat(40);
  const { code, stderr } = await gate.night('2025-06-04', often);
  expect([code, stderr.split('\n').length]).toEqual([6, 4]);
  expect(stderr).toContain('no such student (990): 41 rows, lines 41, 42, 43, 44, 45 …');
  expect(figures(mess)).toEqual(before);

  await morningAfter(mess, '2025-06-04');
  await mess.do('import-profiles edit gate --not-students 990');
  await nights(gate, '2025-06-05', '2025-06-06', often);
  expect(figures(mess)).toEqual([
    'S001 2025-06 5',
    'S002 2025-06 5',
    'S003 2025-06 6',
    'S004 2025-06 6',
  ]);
});

test('who was staff and is on the roll by now: the hint takes the id out of the profile', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const log = await nights(gate, '2025-06-01', '2025-06-01');
  await morningAfter(mess, '2025-06-01');
  await mess.do('student add 902 --name "Guard Singh" --branch ME --phone 9876543299');
  const { code, stderr } = await gate.night('2025-06-02', log + punchesOf('2025-06-02'));
  expect([code, stderr.split('\n').at(-2)]).toEqual([
    6,
    'hint: for those who are students by now: mess import-profiles edit gate --students 902; else correct the file and import it again, or take its good rows with --partial',
  ]);
  await morningAfter(mess, '2025-06-02');
  await mess.do('import-profiles edit gate --students 902');
  await nights(gate, '2025-06-02', '2025-06-03', log);
  expect(figures(mess)).toContain('902 2025-06 3');
});

test('a figure that was corrected by hand stays, also when its month is closed', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const log = await nights(gate, '2025-06-01', '2025-06-30');
  await morningAfter(mess, '2025-06-30');
  await mess.do('attendance record S001 --month 2025-06 --days 28');
  const more = await nights(gate, '2025-07-01', '2025-07-02', log);
  expect(figures(mess)[0]).toBe('S001 2025-06 28');
  await morningAfter(mess, '2025-07-02');
  await mess.do('bill register --month 2025-06 --total 60000', 'month close --month 2025-06');
  await nights(gate, '2025-07-03', '2025-07-03', more);
  expect(figures(mess)[0]).toBe('S001 2025-06 28');
});

test('it is said that it stays, and the log may be taken all the same', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const log = await nights(gate, '2025-06-01', '2025-06-03');
  await morningAfter(mess, '2025-06-03');
  await mess.do('attendance record S001 --month 2025-06 --days 2.5');
  const path = await mess.file('log.dat', log + punch('S002', '2025-06-03', '23:00:00'));
  const line = ['attendance', 'import', path, '--profile', 'gate'];
  expect(await mess(...line)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('0 new, 0 changed, 4 unchanged'),
    stderr: expect.stringContaining(
      'warning: Corrected since a log said otherwise, and left so: S001 in June 2025.\n',
    ),
  });
  const { code, stderr } = await gate.night('2025-06-04', log + punchesOf('2025-06-04'));
  expect([code, stderr.replaceAll(`${mess.home}/`, '').split('\n')[0]]).toEqual([
    6,
    'attlog.dat:2: timestamp: S001 has 2.5 recorded in June 2025, corrected after a log said 3; --from and --to pass over days that are not meant, --replace takes it all the same (4)',
  ]);
  expect(figures(mess)[0]).toBe('S001 2025-06 2.5');
  await morningAfter(mess, '2025-06-04');
  expect((await mess(...line, '--again', '--replace')).code).toBe(0);
  expect(figures(mess)[0]).toBe('S001 2025-06 3');
});

test('a device that was emptied takes no days away', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  await nights(gate, '2025-06-01', '2025-06-12');
  const before = figures(mess);
  const { code, stderr } = await gate.night('2025-06-13', punchesOf('2025-06-13'));
  expect([code, stderr.replaceAll(`${mess.home}/`, '').split('\n')[0]]).toEqual([
    6,
    'attlog.dat:2: timestamp: S001 lacks 1 to 4, 6 to 9, 11 to 12 June 2025, which the last log had; --replace takes it all the same (1)',
  ]);
  expect(figures(mess)).toEqual(before);
  // Nor where the rest is nearly the whole month.
  await nights(
    gate,
    '2025-06-14',
    '2025-06-14',
    datesFrom('2025-06-01', '2025-06-13').map(punchesOf).join(''),
  );
  const rest = datesFrom('2025-06-03', '2025-06-30').map(punchesOf).join('');
  expect(await gate.night('2025-06-30', rest)).toMatchObject({
    code: 6,
    stderr: expect.stringContaining('S001 lacks 1 to 2 June 2025'),
  });
});

test('punches of a closed month that come late are refused, and open passes over them', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const log = await nights(gate, '2025-06-01', '2025-06-30');
  await morningAfter(mess, '2025-06-30');
  await mess.do('bill register --month 2025-06 --total 60000', 'month close --month 2025-06');
  const late = log + punch('S001', '2025-06-05', '07:00:00');
  expect(await gate.night('2025-07-01', late + punchesOf('2025-07-01'))).toEqual({
    code: 8,
    stdout: '',
    stderr: [
      'error: June 2025 is closed. Nothing was changed.',
      'hint: --from 2025-07-01 takes only the days since, --from open always those since the last closed month; or an owner opens it again: mess month reopen --month 2025-06 --reason TEXT',
      '',
    ].join('\n'),
  });
  await morningAfter(mess, '2025-07-01');
  await mess.do('import-profiles edit gate --from open');
  await nights(gate, '2025-07-02', '2025-07-03', late + punchesOf('2025-07-01'));
  expect(figures(mess)).toEqual([
    'S001 2025-06 24',
    'S002 2025-06 25',
    'S003 2025-06 26',
    'S004 2025-06 27',
    'S001 2025-07 3',
    'S002 2025-07 3',
    'S003 2025-07 3',
    'S004 2025-07 3',
  ]);
});

test.each([
  ['this', ['S001 2025-07 1']],
  ['previous', ['S001 2025-06 1', 'S001 2025-07 1']],
  ['open', ['S001 2025-05 1', 'S001 2025-06 1', 'S001 2025-07 1']],
  ['2025-07-01', ['S001 2025-07 1']],
])('the first day may be a word: %s', async (from, expected) => {
  const mess = await createMess();
  const gate = await createGate(mess, '--from', from);
  const log = ['2025-05-31', '2025-06-30', '2025-07-01'].map((date) =>
    punch('S001', date, '08:00:00'),
  );
  expect(await gate.night('2025-07-01', log.join(''))).toEqual(SILENT);
  expect(figures(mess)).toEqual(expected);
});

test('after an import was taken back the next night is as the first', async () => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const log = await nights(gate, '2025-06-01', '2025-06-01');
  await morningAfter(mess, '2025-06-01');
  await mess.do('attendance undo 1');
  expect(figures(mess)).toEqual([]);
  await nights(gate, '2025-06-02', '2025-06-03', log);
  expect(figures(mess)[0]).toBe('S001 2025-06 3');
});

test.each([
  ['the right day of leaving', 'student remove S004 --on 2025-06-05'],
  ['a yes', 'attendance import HOME/attlog.dat --profile gate --beyond-membership'],
])('who has left and punches once more is reported, until %s', async (_, mend) => {
  const mess = await createMess();
  const gate = await createGate(mess);
  const without = (date: string) => punchesOf(date).replaceAll(/ +S004.*\r\n/g, '');
  let log = await nights(gate, '2025-06-01', '2025-06-03');
  await morningAfter(mess, '2025-06-03');
  await mess.do('student remove S004 --on 2025-06-03');
  log += without('2025-06-04');
  expect(await gate.night('2025-06-04', log)).toEqual(SILENT);
  log += without('2025-06-05') + punch('S004', '2025-06-05', '13:00:00');
  const { code, stderr } = await gate.night('2025-06-05', log);
  expect([code, stderr.replaceAll(`${mess.home}/`, '').split('\n')[0]]).toEqual([
    6,
    'attlog.dat:45: timestamp: S004 left on 3 June 2025; --beyond-membership takes it all the same (2025-06-05 13:00:00)',
  ]);
  await morningAfter(mess, '2025-06-05');
  await mess.do(mend.replace('HOME', mess.home));
  for (const date of ['2025-06-06', '2025-06-07']) {
    log += without(date);
    expect(await gate.night(date, log)).toEqual(SILENT);
  }
  expect(figures(mess)).toContain('S004 2025-06 4');
});
