import { parseId } from '../../domain/values/id.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { explainShare } from '../../operations/billing/explain-share.ts';
import { shareExplanationView } from '../../output/billing/share-explanation.ts';
import { getMonth, givenOrAsked, idArgument, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';
import { revisionOption } from './revision.ts';

interface ExplainOptions {
  readonly month?: MonthReference;
  readonly revision?: number;
}

export const declareBillExplain: Declare = (bill, context) => {
  addVerb(bill, {
    usage: 'explain',
    summary: 'Work one share out line by line, as with a pocket calculator',
    details:
      'The answer to a student who asks why. A student may ask for their own share and needs no ID.',
    examples: [
      'mess bill explain S001 --month 2025-05',
      'mess bill explain S001 --month 2025-05 --revision 1 --json',
    ],
  })
    .addArgument(idArgument('[ID]', 'the id of the student'))
    .addOption(monthOption())
    .addOption(revisionOption())
    .action(async (given: string | undefined, options: ExplainOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      const id =
        actor.kind === 'admin'
          ? await givenOrAsked(context, given, 'ID', 'Id of the student', parseId)
          : given;
      const month = await getMonth(context, mess, options.month);
      const explanation = await explainShare(mess, actor, {
        month,
        id,
        revision: options.revision,
      });
      await context.print(shareExplanationView(explanation, mess.settings));
    });
};
