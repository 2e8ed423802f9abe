import { test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { addMay } from '../support/month.ts';
import { plant } from '../support/planted.ts';

test('x', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'student add S005 --name "Eka Nair" --branch CSE --phone 9876543219',
    'bill register --month 2025-05 --total 60000 --per-head 3000 --fixed 12000.01 --quiet',
    'bill revise --month 2025-05 --total 59999.57 --fixed 400 --reason x --yes --quiet',
  );
  for (const line of [
    'S001 --revision 1',
    'S003 --revision 1',
    'S002 --revision 1',
    'S004',
    'S001',
    'S005',
  ])
    console.log((await mess(...`bill explain ${line} --month 2025-05`.split(' '))).stdout);
  console.log((await mess(...`bill explain S004 --month 2025-05 --json`.split(' '))).stdout);
  console.log((await mess(...`bill explain S004 --month 2025-05 --format csv`.split(' '))).stdout);
  plant(mess, ["update settings set value = 'JPY' where \"key\" = 'currency'"]);
  console.log((await mess(...`bill explain S001 --month 2025-05 --revision 1`.split(' '))).stdout);
  plant(mess, ["update settings set value = 'KWD' where \"key\" = 'currency'"]);
  console.log((await mess(...`bill explain S004 --month 2025-05`.split(' '))).stdout);
  plant(mess, ["update bills set origin = 'recorded'"]);
  console.log(await mess(...`bill explain S004 --month 2025-05`.split(' ')));
  plant(mess, [
    "update bills set origin = 'computed'",
    'update shares set dividing_minor=dividing_minor+1, amount_minor=amount_minor+1',
  ]);
  console.log(await mess(...`bill explain S004 --month 2025-05`.split(' ')));
});
