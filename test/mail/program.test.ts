import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { programDelivery } from '../../src/mail/program.ts';
import { createHome } from '../support/mess.ts';

test('a program that does not end is ended, and nobody knows what it did', async () => {
  const program = join(await createHome(), 'slow');
  await writeFile(program, '#!/bin/sh\nsleep 60 &\necho $! > "$0.child"\nsleep 60\n', {
    mode: 0o755,
  });
  const outcome = await programDelivery(program, (pid) => process.kill(-pid, 'SIGKILL'), 300).send({
    channel: 'program',
    from: 'Ganga Mess',
    to: { name: 'Asha', address: '9876543210' },
    subject: '',
    text: '',
    sms: null,
    studentId: 'S001',
    month: null,
    messageId: 'abc',
  });
  expect(outcome).toEqual({
    kind: 'unknown',
    reason: `${program} did not end within 0.3 seconds`,
  });
  const child = Number(await readFile(`${program}.child`, 'utf8'));
  // Gone, or ended and not yet fetched; a signal takes a moment to end what is just running.
  await vi.waitFor(async () => {
    const state = await readFile(`/proc/${child}/stat`, 'utf8').catch(() => ') Z');
    expect(state.split(') ')[1]?.[0]).toBe('Z');
  });
});
