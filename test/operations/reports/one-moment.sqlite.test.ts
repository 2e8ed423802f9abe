import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import type { Mess } from '../../../src/operations/mess/mess.ts';
import { openMess } from '../../../src/operations/mess/open.ts';
import { reportNotice } from '../../../src/operations/reports/notice.ts';
import { readStatements } from '../../../src/operations/reports/statements.ts';
import { createSummer } from '../../commands/report/summer.ts';

const OWNER: Actor = {
  ...{ kind: 'admin', id: 'warden', role: 'owner' },
  ...{ expiresAt: '2099-01-01T00:00:00.000Z', tokenHash: '' },
};

/** What is owed besides the bill: the same however high that is, as long as all is read at one moment. */
const READ = {
  notice: async (mess: Mess) => {
    const { rows } = await reportNotice(mess, OWNER, '2025-06');
    return rows.map(({ share, previousMinor }) => [share.studentId, previousMinor]);
  },
  statements: async (mess: Mess) => {
    const { statements } = await readStatements(mess, OWNER, '2025-06');
    return statements.map(({ share, account }) => [
      share.studentId,
      (account?.balanceMinor ?? 0n) - share.amountMinor,
    ]);
  },
};

test.each(Object.entries(READ))(
  'of the %s all is of one moment, whatever is changed between any two of its questions',
  async (_, read) => {
    const mess = await createSummer();
    const { mess: opened } = await openMess(parseDatabaseAddress(mess.databaseUrl), () => mess.now);
    onTestFinished(() => opened.db.destroy());
    let asked = 0;
    let changeAt = 0;
    opened.db.on('query', () => {
      asked++;
      if (asked !== changeAt) return;
      mess.rows(
        "update shares set amount_minor = amount_minor + 100 where month = '2025-06' returning month",
      );
    });
    const before = await read(opened);
    const questions = asked;
    expect(questions).toBeGreaterThan(4);
    for (changeAt = 1; changeAt <= questions; changeAt++) {
      asked = 0;
      expect([changeAt, await read(opened)]).toEqual([changeAt, before]);
    }
  },
);
