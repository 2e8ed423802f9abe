import { expect, inject, test } from 'vitest';
import { addBooks } from '../../../support/books/books.ts';
import { makeOlder } from '../../../support/books/older.ts';
import { plant } from '../../../support/books/planted.ts';
import { createMess } from '../../../support/mess.ts';
import { addHistory } from '../../../support/records/history.ts';

/** As entries were before they said what many rows come to. */
const WITHOUT_DIGESTS =
  inject('engine') === 'sqlite'
    ? `update audit_entries set "after" = json_remove("after", '$.digests') where "after" is not null`
    : `update audit_entries set "after" = json_remove("after", '$.digests') where "after" like '%"digests"%'`;

/** The largest bill is beyond the numbers of JavaScript, in which it came here. */
const PRECISE = `update bills set billed_minor = (select sum(amount_minor) from shares
  where shares."month" = bills."month" and shares.revision = bills.revision) where "month" = '2025-04'`;

/** The last migration before entries were a chain; what there was to do then, can be done today. */
const CHAINLESS = '029-sign-in';

/** The last migrations of programs that kept less and less: of students, of ended bills. */
test.each([CHAINLESS, '019-service-tokens', '012-bill-origin', '011-imports'])(
  'the books of a mess that was made with %s hold, and what their entries tell is compared',
  async (upTo) => {
    const mess = await createMess();
    await addBooks(mess);
    if (upTo === CHAINLESS) await addHistory(mess, 60, 11);
    const older = await makeOlder(mess, upTo);
    plant(older, [WITHOUT_DIGESTS, PRECISE]);
    await older.do('db migrate --yes');
    expect(await older('db', 'verify')).toMatchObject({ code: 0, stderr: '' });

    plant(older, [
      "update bills set total_minor = total_minor + 100 where month = '2025-03' and revision = 1",
      "delete from attendance where month = '2025-03' and student_no = 1",
      "update students set name = 'Another' where no = 1",
    ]);
    const { findings } = JSON.parse((await older('db', 'verify', '--json')).stdout);
    const found = findings
      .filter(({ check }: { check: string }) => check === 'record')
      .map(({ table, message }: Record<string, string>) => `${table}: ${message}`);
    expect(found).toEqual([
      'students: name is not what the record of changes tells',
      'bills: total_minor is not what the record of changes tells',
    ]);
  },
);
