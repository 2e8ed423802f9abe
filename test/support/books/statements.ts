import type { TestMess } from '../mess.ts';
import { importText } from './import-text.ts';

/** Of a bank: whose one line is by its note, in suspense, no payments, and one that was recorded by hand. */
const STATEMENT = `Account No : 50100000001234
Date,Narration,Ref,Debit,Credit,Balance
01/06/2025,UPI/515212345601/MESS F1 2025-05/FATIMA@OKAXIS,515212345601,,100.00,1100.00
01/06/2025,UPI/515212345602/FATIMA@OKAXIS,515212345602,,60.00,1160.00
01/06/2025,CHQ DEP 000123,000123,,50.00,1210.00
01/06/2025,CHQ DEP OLD TINS,,,40.00,1250.00
01/06/2025,CASH DEPOSIT SELF,,,30.00,1280.00
01/06/2025,INTEREST PAID,,,5.00,1285.00
01/06/2025,UPI/515212345603/UNCLE,515212345603,,70.00,1355.00
01/06/2025,NEFT/RENT,,200.00,,1155.00
01/06/2025,CHQ DEP 000124,000124,,20.00,1175.00
`;

const OTHER = `Date,Narration,Ref,Credit
01/06/2025,UPI/515212345609/MESS F3,515212345609,10.00
`;

/** Of a gateway, which has two numbers for a payment. */
const GATEWAY = `Upload Date,Merchant Id,Transaction Type,Merchant Order Id,Merchant Reference Id,PhonePe Reference Id,PhonePe Transaction Reference Id,PhonePe Attempt Reference Id,Transaction UTR,Total Transaction Amount,Transaction Date,Transaction Status,UPI Amount,Wallet Amount
2025-06-02,M1,PAYMENT,MESS F1,,T2506010001,,,515212345611,80.00,2025-06-01 10:20:30,COMPLETED,80.00,0
2025-06-02,M1,PAYMENT,,,T2506010002,,,515212345612,90.00,2025-06-01 11:20:30,COMPLETED,90.00,0
`;

/** Files of banks, with all that can be done of their lines. */
export async function addStatements(mess: TestMess): Promise<void> {
  await importText(mess, 'payment import --yes', STATEMENT);
  await importText(mess, 'payment import --yes', GATEWAY);
  await importText(mess, 'payment import --yes --account other', OTHER);
  await mess.do(
    'payment suspense assign 2 F1',
    'payment suspense split 3 F1 30 F2 20',
    'payment suspense ignore 4 --reason "sale of old tins"',
    'payment payers forget fatima@okaxis',
  );
  const imports = await mess.json<{ import: number }[]>('payment', 'imports');
  await mess.do(`payment undo ${imports.at(-1)?.import} --reason "was of another mess"`);
}
