import { expect, test } from 'vitest';
import { duesVariables, receiptVariables } from '../../../src/documents/messages/variables.ts';
import type { Language } from '../../../src/domain/mess/language.ts';
import { BUILT_IN } from '../../../src/domain/messages/built-in.ts';
import { composeMessage } from '../../../src/domain/messages/compose.ts';
import { type MessageKind, readTextTemplate } from '../../../src/domain/messages/template.ts';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';

function compose(kind: MessageKind, language: Language, variables: object) {
  const name = `${kind}.${language}` as const;
  return composeMessage(readTextTemplate({ kind, language }, BUILT_IN[name], name), variables);
}

async function readSettings() {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'settings --accounts-from 2025-05 --upi-address gangamess@sbi',
    'bill register --month 2025-05 --total 103000',
    'payment record S001 --amount 32000.50 --method cheque --reference 100234 --month 2025-05',
  );
  return mess;
}

test('a receipt says what came in and how the account stands, in both languages', async () => {
  const mess = await readSettings();
  const settings = await mess.json('settings');
  const receipt = await mess.json<{ date: string; receipt: string }>(
    ...['payment', 'receipt', '2025-26/0001'],
  );
  const style = { ...(settings as object), currencyDecimals: 2, locale: 'en-IN' } as never;
  const fixed = { ...receipt, date: '2025-06-09' } as never;
  expect(compose('receipt', 'en', receiptVariables(fixed, 'May 2025', style, 'en'))).toEqual({
    subject: 'Ganga Mess: receipt 2025-26/0001',
    text: [
      ...['Dear Asha Rao,', '', 'we received ₹32,000.50 on 9 June 2025.'],
      ...['Receipt: 2025-26/0001', 'How: cheque', 'Reference: 100234', 'For: May 2025', ''],
      ...['You have paid ahead: ₹2,000.50', '', 'Ganga Mess'],
    ].join('\n'),
  });
  expect(compose('receipt', 'hi', receiptVariables(fixed, 'मई 2025', style, 'hi')).text).toContain(
    '9 जून 2025 को ₹32,000.50 मिले।\nरसीद: 2025-26/0001\nकैसे: चेक\nसंदर्भ: 100234\nकिसके लिए: मई 2025',
  );
});

test('of dues, what is late of them and since when; in another currency with its letters', async () => {
  const mess = await readSettings();
  const settings = (await mess.json('settings')) as object;
  const dues = {
    ...{ billedMinor: 12345650n, paidMinor: 0n, balanceMinor: 12345650n, creditMinor: 0n },
    ...{ overdueMinor: 2345650n, oldestDue: '2025-06-10' },
    days: { due: '2025-06-10', next: '2025-07-10', month: '2025-05' },
    ageing: { notDue: 0n, days1to30: 0n, days31to60: 0n, days61to90: 0n, over90: 0n },
    student: { id: 'S1', name: 'सीता देवी', branch: 'CSE', left: null },
  };
  const rupees = { ...settings, currencyDecimals: 2, locale: 'en-IN' } as never;
  expect(compose('dues', 'en', duesVariables(dues, '2025-07-01', rupees, 'en')).text).toBe(
    [
      ...['Dear सीता देवी,', '', 'on 1 July 2025 you owe the mess ₹1,23,456.50.'],
      ...['Late of it: ₹23,456.50, since 10 June 2025', 'The rest by 10 July 2025.', ''],
      'Pay by UPI to gangamess@sbi, with the note MESS S1 2025-05.',
      ...['If you have paid in the meantime, nothing is to be done.', '', 'Ganga Mess'],
    ].join('\n'),
  );
  const dollars = { ...settings, currency: 'USD', currencyDecimals: 2, locale: 'en' } as never;
  const { text } = compose(
    'dues',
    'en',
    duesVariables(
      {
        ...{ ...dues, overdueMinor: 0n, oldestDue: '2025-07-10' },
        days: { due: '2025-07-10', next: '2025-07-10', month: '2025-06' },
      },
      '2025-07-01',
      dollars,
      'en',
    ),
  );
  expect(text).toContain('you owe the mess USD\u00a0123,456.50.\nPay by 10 July 2025.\n');
});
