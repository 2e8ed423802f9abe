import { MAX_FINDINGS } from '../../domain/upkeep/verification.ts';
import { FailureError } from '../../errors.ts';
import { verifyMess } from '../../operations/upkeep/verify.ts';
import { findingLine, verifiedView } from '../../output/upkeep/verification.ts';
import { addVerb, type Declare } from '../verb.ts';

const MAX_SHOWN = 20;

export const declareDbVerify: Declare = (db, context) => {
  addVerb(db, {
    usage: 'verify',
    summary: 'Check that the books are in order',
    details:
      'Shares add up to their bills and are what the rule gives, every reference leads somewhere, money and days are possible, no entry of the record of changes is missing, and the database finds its own files whole. Changes nothing. Ends with 1, and a list, where something does not hold.',
    examples: ['mess db verify', 'mess db verify --json'],
  }).action(async () => {
    const mess = await context.open();
    const actor = await context.actor();
    const verified = await context.runLong(({ onProgress }) => verifyMess(mess, actor, onProgress));
    const { findings, database } = verified;
    if (findings.length === 0) {
      await context.print(verifiedView(verified));
      return;
    }
    if (context.json) await context.print(verifiedView(verified), 'when quiet');
    else {
      for (const finding of findings.slice(0, MAX_SHOWN)) context.report(findingLine(finding));
      const more = findings.length - MAX_SHOWN;
      if (more > 0) context.report(`… and ${more} more; --json lists a thousand`);
    }
    throw new FailureError(`${describeCount(findings.length)} not hold in ${database}.`, {
      hint: 'keep the database as it is, and compare it with your last backup',
    });
  });
};

function describeCount(findings: number): string {
  if (findings === 1) return 'One thing does';
  return `${findings}${findings < MAX_FINDINGS ? '' : ' or more'} things do`;
}
