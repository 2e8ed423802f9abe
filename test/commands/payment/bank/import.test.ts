import { expect, test } from 'vitest';
import { bank } from '../../../domain/payments/bank/bank-vectors.ts';
import { toMinor } from '../../../domain/payments/vectors.ts';
import {
  balances,
  bankFile,
  booked,
  createPayers,
  type ImportedStatement,
  importStatement,
  mustImport,
} from '../../../support/records/statements.ts';

function sum(lines: readonly { readonly amount: string }[]): bigint {
  return lines.reduce((total, { amount }) => total + toMinor(amount), 0n);
}

/** What came in, by the file itself and by what was done with it. */
function credits({ posted, suspense, others, known }: ImportedStatement) {
  return sum([...posted, ...suspense, ...others, known]);
}

test('every bank and gateway is booked line by line, known again, and taken back whole', async () => {
  const mess = await createPayers();
  for (const { file, text, expect: expected } of bank.files) {
    // It says neither of its amounts whether they came in.
    const options = file === 'ambiguous-date.csv' ? ['--amounts', 'credit'] : [];
    if (expected.mistakes.length > 0) {
      const before = booked(mess);
      expect(await importStatement(mess, text, ...options)).toMatchObject({
        code: 6,
        stderr: expect.stringContaining(`:${expected.mistakes[0]?.line}: `),
      });
      expect(booked(mess)).toEqual(before);
      continue;
    }
    const done = await mustImport(mess, text, ...options);
    const came = expected.rows.flatMap(({ credit }) => (credit === null ? [] : [credit]));
    const all = came.reduce((total, credit) => total + toMinor(credit), 0n);
    expect([file, done.provedByBalance, done.credits.lines, credits(done)]).toEqual([
      file,
      expected.provedByBalance,
      came.length,
      all,
    ]);
    expect(done.rows).toBe(expected.rows.length);
    // Every paisa that came in is in the ledger, whoever's it is.
    const { bank: atBank = 0, upi = 0, cheque = 0, clearing = 0, cash = 0 } = balances(mess);
    const settled = sum(done.others.filter(({ what }) => what === 'settlement'));
    expect(BigInt(atBank + upi + cheque + clearing + cash)).toBe(
      all - settled - sum(done.others.filter(({ what }) => what === 'own cash')),
    );
    const again = await mustImport(mess, text, '--again', ...options);
    expect(again).toMatchObject({ import: null, posted: [], suspense: [], others: [] });
    expect(again.known.lines).toBe(came.length);
    await mess.do(`payment undo ${done.import} --reason test`);
    expect(balances(mess)).toEqual({});
  }
  expect((await mess('db', 'verify')).code).toBe(0);
});

/** A case's lines as a file of the bank, or of the gateway that has them. */
function writeCase(lines: readonly (readonly [string, string, string, string])[]): string {
  const isGateway = lines.some(([, , narration]) => /^(PhonePe )?T\d+$/.test(narration));
  if (!isGateway) {
    const rows = lines.map(([date, amount, narration, reference]) => {
      const [out, into] = amount.startsWith('-') ? [amount.slice(1), ''] : ['', amount];
      return [date, narration, reference, out, into].join(',');
    });
    return ['Date,Narration,Ref,Debit,Credit', ...rows, ''].join('\n');
  }
  const [transactions, settlements] = [
    bankFile('phonepe-transactions.csv').text.split('\n')[0],
    bankFile('phonepe-settlement.csv').text.split('\n')[0],
  ];
  const isSettled = lines.some(([, , , reference]) => reference.startsWith('settlement:'));
  const rows = lines.map(([date, amount, narration, reference]) => {
    const id = narration.replace('PhonePe ', '');
    return isSettled
      ? `PAYMENT,,${id},,UPI,${date},${amount},0.00,${date},${date},${reference.slice(11)},0.00,0.00,0.00`
      : `${date},M1,PAYMENT,,,${id},,,${reference},${amount},${date} 10:20:30,COMPLETED,${amount},0`;
  });
  return [isSettled ? settlements : transactions, ...rows, ''].join('\n');
}

test('each case of what is known already', async () => {
  const mess = await createPayers();
  for (const each of bank.duplicates.cases) {
    const { id, have = [], receipts = [], file, otherAccount, expectNew = 0 } = each;
    const imports: number[] = [];
    for (const [date, amount, reference] of receipts) {
      await mess.do(
        `payment record S001 --amount ${amount} --date ${date} --method upi --reference ${reference}`,
      );
    }
    if (have.length > 0) imports.push((await mustImport(mess, writeCase(have))).import ?? 0);
    const options = otherAccount ? ['--account', 'other'] : [];
    const { code, stdout } = await importStatement(mess, writeCase(file), '--json', ...options);
    const done: ImportedStatement = JSON.parse(stdout);
    if (each.expectMistake === undefined) {
      const fresh = done.posted.length + done.suspense.length;
      const returned = done.returned.length;
      expect([id, code, fresh, returned]).toEqual([id, 0, expectNew, each.expectReturned ?? 0]);
    } else expect([id, code]).toEqual([id, 6]);
    if (done.import !== null) imports.push(done.import);
    for (const no of imports.reverse()) await mess.do(`payment undo ${no} --reason test`);
    const standing = await mess.json<{ payments: { receipt: string }[] }>('payment', 'list');
    for (const { receipt } of standing.payments) {
      await mess.do(`payment reverse ${receipt} --reason test`);
    }
    expect([id, balances(mess)]).toEqual([id, {}]);
  }
});

test('a file is shown, and booked as it was shown', async () => {
  const mess = await createPayers();
  const { text } = bankFile('hdfc.csv');
  const path = await mess.file('statement.csv', text);
  const before = booked(mess);
  expect(await mess('payment', 'import', path)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Book it like that? Nobody can be asked here.'),
  });
  const refused = await mess.with({ answers: [false] })('payment', 'import', path);
  expect(refused).toMatchObject({ code: 130, stdout: '' });
  expect(booked(mess)).toEqual(before);
  const dry = (await mess('payment', 'import', path, '--dry-run')).stdout;
  expect(booked(mess)).toEqual(before);
  const { stdout } = await mess('payment', 'import', path, '--yes');
  const decisions = (shown: string) =>
    [...shown.matchAll(/^ +\d+ .*(2[12][A-Z]{2}\d{3}) .* ([\d,.]+) .*$/gm)].map(([, id]) => id);
  expect(decisions(stdout)).toEqual(decisions(dry));
  expect(stdout.replaceAll(path, 'statement.csv')).toMatchInlineSnapshot(`
    "statement.csv: 8 rows: 6 new, 0 changed, 0 unchanged, 2 passed over (import 1).
    Read as: statement, utf-8, comma, header on line 6, without lines 17, 18, 19, 20 below the table, June 2025.
    Account bank, 3 to 30 June 2025: proved by its balance.
    In 6 of 27,004.10: to students 4 of 24,194.10, in suspense 1 of 2,500.00, no payments 1 of 310.00. Out 2 of 42,685.00.

    Line  Receipt       Date        ID       Name              Amount  Owed before              Now  Because
    ────  ────────────  ──────────  ───────  ──────────────  ────────  ───────────  ───────────────  ───────────────────────────────────
       8  2025-26/0001  2025-06-03  21CS014  Aditi Kulkarni  7,632.50         0.00  7,632.50 credit  the note names 21CS014
       9  2025-26/0002  2025-06-04  21CS027  Rohan Deshmukh  6,561.60         0.00  6,561.60 credit  9822011111 is the number of 21CS027
      11  2025-26/0003  2025-06-05  22CE017  Zoya Ansari     5,000.00         0.00  5,000.00 credit  the note names 22CE017
      12  2025-26/0004  2025-06-05  22CH009  Kavya Reddy     5,000.00         0.00  5,000.00 credit  the note names 22CH009

    In suspense:
    N  Date          Amount  Narration                                   Why              Maybe
    ─  ──────────  ────────  ──────────────────────────────────────────  ───────────────  ─────
    5  2025-06-06  2,500.00  CHQ DEP 000123 - PUNE CLG - GURPREET SINGH  nobody is named
    Whose it is, you say: mess payment suspense assign N ID

    Line 15, 310.00: interest, no payment.
    Line 14, 2025-06-07: 5,000.00 went back, of receipt 2025-26/0004: mess payment reverse 2025-26/0004 --bounced --reason "sent back by the bank"
    "
  `);
  expect((await mess('payment', 'import', path, '--yes')).stdout).toContain('Nothing changed.');
});

test('what may be paid twice, and a month before the accounts, is booked and told', async () => {
  const mess = await createPayers();
  const paid = (day: string, rrn: string, note: string) =>
    `${day}/06/2025,UPI/CR/${rrn}/AUNT/aunt@okaxis/${note},${rrn},,500.00\n`;
  const { posted, warnings } = await mustImport(
    mess,
    `Date,Narration,Ref,Debit,Credit\n${[
      paid('03', '515412345601', 'MESS 22CE017 2025-04'),
      paid('10', '515412345602', 'MESS 22CE017'),
      paid('11', '515412345603', 'MESS 22CE017'),
      paid('13', '515412345604', 'MESS 22CE017'),
    ].join('')}`,
  );
  expect(posted).toHaveLength(4);
  expect(warnings).toEqual([
    'Their notes name a month from before the accounts began, so they pay the oldest debt: 22CE017 2025-04 (line 2).',
    'Booked, and perhaps paid twice by mistake, with the same payer, amount and note within two days: lines 3 and 4 of 22CE017.',
  ]);
});

test('what is decided otherwise by now is not written', async () => {
  const mess = await createPayers();
  const path = await mess.file('statement.csv', bankFile('hdfc.csv').text);
  const prompter = {
    confirm: async () => {
      await mess.do('student edit 21CS027 --phone 9414022899');
      return true;
    },
  };
  const before = mess.rows('select * from ledger_entries');
  expect(await mess.with({ prompter })('payment', 'import', path)).toMatchObject({ code: 8 });
  expect(mess.rows('select * from ledger_entries')).toEqual(before);
  // What has nothing to do with the file is in nobody's way.
  const other = {
    confirm: async () => {
      await mess.do('purchase add --date 2025-06-01 --head Milk --amount 80');
      return true;
    },
  };
  expect(await mess.with({ prompter: other })('payment', 'import', path)).toMatchObject({
    code: 0,
  });
});

test('a reference with another amount stops the file, and one that went back is named', async () => {
  const mess = await createPayers();
  await mess.do(
    'payment record S001 --amount 7000 --method upi --reference 515412345601 --date 2025-06-02',
  );
  const { text } = bankFile('hdfc.csv');
  expect(await importStatement(mess, text)).toMatchObject({
    code: 6,
    stderr: expect.stringContaining(
      'the payment 515412345601 is recorded with 7,000.00, and this line says 7,632.50',
    ),
  });
  await mess.do('payment reverse 2025-26/0001 --reason wrong');
  await mess.do(
    'payment record 21CS014 --amount 7632.50 --method upi --reference 515412345601 --date 2025-06-02',
  );
  const done = await mustImport(mess, text);
  // It has its receipt, and is reconciled.
  expect(done.known).toEqual({ lines: 1, amount: '7632.50' });
  const [returned] = done.returned;
  expect(done.posted.map(({ receipt }) => receipt)).toContain(returned?.receipt);
  await mess.do(`payment reverse ${returned?.receipt} --bounced --reason "sent back by the bank"`);
  expect(await mustImport(mess, text, '--again')).toMatchObject({ returned: [], posted: [] });
});

test('columns of any bank are named, and amounts told apart', async () => {
  const mess = await createPayers();
  const text = 'When,What,Money\n3/6/2025,MESS 21CS014 2025-05,100.00\n';
  const named = ['--column', 'When=date', '--column', 'What=narration', '--column', 'Money=amount'];
  expect(await importStatement(mess, text, ...named)).toMatchObject({
    code: 6,
    stderr: expect.stringContaining('say it with --amounts credit or --amounts debit'),
  });
  // Purchases with a note have all that a statement needs.
  const purchases = 'Date,Head,Description,Amount\n2025-05-01,Gas,two cylinders,1800.00\n';
  expect((await importStatement(mess, purchases)).stderr).toMatch(
    /hint: this looks like purchases: mess purchase import \S+; else say it with --amounts credit or --amounts debit\n$/,
  );
  const done = await mustImport(mess, text, ...named, '--amounts', 'credit', '--account', 'Union');
  expect(done).toMatchObject({
    account: 'union',
    posted: [{ studentId: '21CS014', rule: 'code' }],
  });
  expect(await mess.json('payment', 'show', '2025-26/0001')).toMatchObject({ month: '2025-05' });
  const spent = await mustImport(mess, text.replace('100', '200'), ...named, '--amounts', 'debit');
  expect(spent).toMatchObject({ debits: { lines: 1 }, credits: { lines: 0 }, import: null });
});
