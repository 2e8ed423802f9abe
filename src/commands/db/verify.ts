import { countFindings } from '../../domain/upkeep/report.ts';
import { FailureError } from '../../errors.ts';
import { verifyMess } from '../../operations/upkeep/verify.ts';
import { findingLine, verifiedView } from '../../output/upkeep/verification.ts';
import { showFaults } from '../faults.ts';
import { defineVerb } from '../verb.ts';

const MAX_SHOWN = 20;

export const dbVerify = defineVerb({
  name: 'verify',
  summary: 'Check that the books are in order',
  details:
    'Shares add up to their bills and are what the rule gives, every reference leads somewhere, money and days are possible, no entry of the record of changes is missing, the tables are those that mess makes, and the database finds its own files whole. Changes nothing. Ends with 1, and a list, where something does not hold.',
  examples: ['mess db verify', 'mess db verify --json'],
  permission: 'verify the database',
  isRead: true,
  async run({ mess, actor, answer, terminal }) {
    const verified = await terminal.runLong(({ onProgress }) =>
      verifyMess(mess, actor, onProgress),
    );
    const { findings: list, database } = verified;
    if (list.length === 0) return answer.print(verifiedView(verified));
    await showFaults(answer, verifiedView(verified), {
      list,
      describe: findingLine,
      max: MAX_SHOWN,
      elsewhere: '; --json lists a thousand',
    });
    const sentence = `${countFindings(list.length)} in ${database}.`;
    throw new FailureError('books_in_disorder', sentence);
  },
});
