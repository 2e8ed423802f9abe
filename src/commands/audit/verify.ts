import { parseAnchor } from '../../domain/mess/record-chain.ts';
import { InvalidInputError } from '../../errors.ts';
import { verifyRecord } from '../../operations/upkeep/verify-record.ts';
import { findingLine, verifiedRecordView } from '../../output/upkeep/verification.ts';
import { showFaults } from '../faults.ts';
import { valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const MAX_SHOWN = 20;

export const auditVerify = defineVerb({
  name: 'verify',
  summary: 'Check that no entry of the record of changes was altered, removed or put in',
  details:
    'Each entry carries the hash of the one before: what was altered, removed, put in or numbered anew is told apart. That the newest ones were taken away is seen with --anchor alone: a head that was written down before, from mess audit head, a bill, a month that was closed or a backup. Changes nothing. Ends with 6, and a list, where something does not hold.',
  examples: ['mess audit verify', 'mess audit verify --anchor 1284:a1b2c3d4e5f6'],
  permission: 'verify the database',
  isRead: true,
  takes: {
    anchor: valueOption(
      '--anchor <HEAD>',
      'a head that was written down, like 1284:a1b2c3d4e5f6',
      parseAnchor,
    ),
  },
  async run({ mess, actor, answer, terminal }, { anchor }) {
    const verified = await terminal.runLong(({ onProgress }) =>
      verifyRecord(mess, actor, anchor, onProgress),
    );
    const { findings: list } = verified;
    const view = verifiedRecordView(verified);
    if (list.length === 0) return answer.print(view);
    await showFaults(answer, view, {
      list,
      describe: findingLine,
      max: MAX_SHOWN,
      elsewhere: '; --json lists a thousand',
    });
    throw new InvalidInputError('broken_record', 'The record of changes is not what was written.', {
      about: { isBackup: false },
    });
  },
});
