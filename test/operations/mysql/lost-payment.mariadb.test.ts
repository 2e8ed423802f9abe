import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addFourStudents } from '../../support/records/month.ts';
import { startProxy } from '../../support/server/proxy.ts';
import { stepOf } from '../../support/strength.ts';

function listNumbers(mess: TestMess): number[] {
  const sql =
    'select receipt_number as number from ledger_entries where receipt_number is not null';
  return mess.rows<{ number: number }>(`${sql} order by 1`).map(({ number }) => Number(number));
}

/** Whoever is told that it failed tries again with the same words, and the receipt is there once. */
test.each(['before', 'after'] as const)(
  'a payment that is cut at any packet, %s the server has it, is there once',
  async (when) => {
    const mess = await createMess();
    await addFourStudents(mess);
    await mess.do('settings --accounts-from 2025-05');
    const step = stepOf(4);
    let count = 0;
    const codes: number[] = [];
    for (let at = when === 'before' ? 1 : step; ; at += step) {
      const proxy = await startProxy(mess.database, { strike: { at, by: 'cut', when } });
      const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: proxy.urlOf(mess.database) };
      const pay = `payment record S001 --amount 10 --method upi --reference R${when}${at}`.split(
        ' ',
      );
      const { code } = await mess.with({ env })(...pay);
      codes.push(code);
      const told = `packet ${at}: ${proxy.packets.at(-1)}, ${code}`;
      expect([told, [0, 7, 9].includes(code)]).toEqual([told, true]);
      if (code === 0) count += 1;
      expect([told, listNumbers(mess).length]).toEqual([told, count]);
      if (!proxy.hasStruck) break;
      const again = await mess(...pay);
      expect([told, again.code]).toEqual([told, code === 0 ? 8 : 0]);
      if (code !== 0) count += 1;
    }
    expect(listNumbers(mess)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(codes.filter((code) => code !== 0).length).toBeGreaterThan(10 / step);
    expect((await mess('db', 'verify')).code).toBe(0);
  },
);
