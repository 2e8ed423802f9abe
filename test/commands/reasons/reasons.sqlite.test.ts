import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { HINTS, sayError } from '../../../src/commands/hints/say/error.ts';
import { translateDatabaseError } from '../../../src/data/failures.ts';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { EXIT_CODES, REASONS, type Reason } from '../../../src/reasons.ts';
import { createMess } from '../../support/mess.ts';
import { ACCESS_WAYS } from './access.ts';
import { BANK_WAYS } from './bank.ts';
import { BILLING_WAYS } from './billing.ts';
import { CHARGE_WAYS } from './charges.ts';
import { COMMAND_LINE_WAYS } from './command-line.ts';
import { DATABASE_WAYS } from './database.ts';
import { MESSAGE_WAYS } from './messages.ts';
import { PAYMENT_WAYS } from './payments.ts';
import { RECORD_WAYS } from './records.ts';
import type { Way } from './way.ts';

/** How each reason is come to. One that is missing here does not compile. */
const WAYS: Readonly<Record<Reason, Way>> = {
  ...COMMAND_LINE_WAYS,
  ...ACCESS_WAYS,
  ...RECORD_WAYS,
  ...BILLING_WAYS,
  ...CHARGE_WAYS,
  ...PAYMENT_WAYS,
  ...BANK_WAYS,
  ...DATABASE_WAYS,
  ...MESSAGE_WAYS,
};

const ADDRESSES = { sqlite: 'mess.db', mysql: 'mysql://mess@db.example.org/mess' };

test.each(Object.entries(WAYS))(
  '%s has its exit code, its hint and a way to it',
  async (reason, way) => {
    const expected = { reason, exitCode: way.exit, hint: way.hint };
    if ('reach' in way) {
      const mess = await createMess();
      const { code, stderr } = await way.reach(mess);
      // A question may stand before it.
      const { error } = JSON.parse(stderr.slice(stderr.search(/^\{$/m)));
      const hint = error.hint?.replaceAll(mess.home, 'HOME') ?? null;
      expect({ code, reason: error.reason, exitCode: error.exitCode, hint }).toEqual({
        code: way.exit,
        ...expected,
      });
      return;
    }
    expect(EXIT_CODES[REASONS[reason as Reason]]).toBe(way.exit);
    if ('thrown' in way) {
      const thrown = Object.assign(new Error('Its own words'), way.thrown);
      const error = translateDatabaseError(thrown, parseDatabaseAddress(ADDRESSES[way.by]));
      expect(error && sayError(error)).toMatchObject(expected);
      return;
    }
    expect(await readFile(way.test, 'utf8')).toContain(way.expects);
    const help = HINTS[reason as Reason];
    if (typeof help !== 'function') expect(help).toBe(way.hint);
  },
);

test('no reason is without a way', () => {
  expect(Object.keys(WAYS).sort()).toEqual(Object.keys(REASONS).sort());
});
