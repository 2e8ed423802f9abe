import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addFourStudents } from '../../support/records/month.ts';
import { startProxy } from '../../support/server/proxy.ts';
import { stepOf } from '../../support/strength.ts';

/** A command that writes to the ledger, once for each name that it is given. */
interface Writer {
  readonly name: string;
  /** How many packets on the next one is that is cut in a run of every day. */
  readonly everyDay: number;
  /** @returns the words of the command */
  prepare(mess: TestMess, name: string): Promise<string>;
  /** How often the command has done its work. */
  count(mess: TestMess): number;
  /** The exit code of the same words when all was done before. */
  readonly again: number;
}

function countRows(mess: TestMess, sql: string): number {
  return Number(mess.rows<{ count: number }>(sql)[0]?.count);
}

const PAYMENT: Writer = {
  name: 'payment',
  everyDay: 4,
  prepare: async (_, name) => `payment record S001 --amount 10 --method upi --reference ${name}`,
  count: (mess) => countRows(mess, `select count(*) as "count" from ledger_entries`),
  again: 8,
};

const REVERSAL: Writer = {
  name: 'reversal',
  everyDay: 12,
  prepare: async (mess) => {
    await mess.do('payment record S001 --amount 10 --method upi');
    const last = countRows(mess, 'select max(receipt_number) as "count" from ledger_entries');
    return `payment reverse 2025-26/${String(last).padStart(4, '0')} --reason mistyped`;
  },
  count: (mess) => countRows(mess, 'select count(reverses) as "count" from ledger_entries'),
  again: 8,
};

/** One line of a student and one of nobody. */
const STATEMENT: Writer = {
  name: 'file of a bank',
  everyDay: 16,
  prepare: async (mess, name) => {
    const lines = [
      'Txn Date,Description,Ref No.,Debit,Credit,Balance',
      `02/05/2025,UPI/CR/${name}/MESS S001,,,10.00,110.00`,
      `03/05/2025,UPI/CR/${name}/UNCLE,,,5.00,115.00`,
    ];
    const file = join(mess.home, `${name}.csv`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return `payment import ${file} --yes`;
  },
  count: (mess) => {
    const [lines, entries] = ['bank_lines', 'ledger_entries'].map((table) =>
      countRows(mess, `select count(*) as "count" from ${table}`),
    );
    expect(lines).toBe(entries);
    return Number(lines) / 2;
  },
  again: 0,
};

function listNumbers(mess: TestMess): number[] {
  const sql =
    'select receipt_number as number from ledger_entries where receipt_number is not null';
  return mess.rows<{ number: number }>(`${sql} order by 1`).map(({ number }) => Number(number));
}

const CUTS = [PAYMENT, REVERSAL, STATEMENT].flatMap((writer) =>
  (['before', 'after'] as const).map((when) => ({ ...writer, when })),
);

/** Whoever is told that it failed tries again with the same words, and what is to be there is there once. */
test.each(CUTS)(
  'a $name that is cut at any packet, $when the server has it, is there once',
  async ({ when, everyDay, prepare, count, again }) => {
    const mess = await createMess();
    await addFourStudents(mess);
    await mess.do('settings --accounts-from 2025-05');
    const step = stepOf(everyDay);
    let done = 0;
    const codes: number[] = [];
    for (let at = when === 'before' ? 1 : step; ; at += step) {
      const words = (await prepare(mess, `R${when}${at}`)).split(' ');
      const proxy = await startProxy(mess.database, { strike: { at, by: 'cut', when } });
      const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: proxy.urlOf(mess.database) };
      const { code } = await mess.with({ env })(...words);
      codes.push(code);
      const told = `packet ${at}: ${proxy.packets.at(-1)}, ${code}`;
      expect([told, [0, 7, 9].includes(code)]).toEqual([told, true]);
      if (code === 0) done += 1;
      expect([told, count(mess)]).toEqual([told, done]);
      if (!proxy.hasStruck) break;
      const { code: next } = await mess(...words);
      expect([told, next]).toEqual([told, code === 0 ? again : 0]);
      if (code !== 0) done += 1;
      expect([told, count(mess)]).toEqual([told, done]);
    }
    const numbers = listNumbers(mess);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(codes.filter((code) => code !== 0).length).toBeGreaterThan(10 / step);
    expect((await mess('db', 'verify')).code).toBe(0);
  },
);
