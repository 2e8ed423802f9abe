import { idKey } from '../../domain/values/id.ts';
import { type MonthReference, parseMonthReference } from '../../domain/values/month.ts';
import { ValueError } from '../../errors.ts';
import { explainShare } from '../../operations/billing/explain-share.ts';
import { shareExplanationView } from '../../output/billing/share-explanation.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { studentArgument } from '../options/arguments.ts';
import { getMonth, getStudentId, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { revisionOption } from './revision.ts';

export const billExplain = defineVerb({
  name: 'explain',
  summary: 'Work one share out line by line, as with a pocket calculator',
  details:
    'The answer to a student who asks why. A student may ask for their own share and needs no ID.',
  examples: [
    'mess bill explain S001 --month 2025-05',
    'mess bill explain S001 may',
    'mess bill explain S001 --month 2025-05 --revision 1 --json',
  ],
  permission: 'see bills',
  own: 'explain an own share',
  takes: {
    id: studentArgument('[ID]'),
    month: monthOption(),
    revision: revisionOption(),
  },
  async run({ mess, actor, answer, terminal }, { revision, ...given }) {
    const values = actor.kind === 'student' ? readWithoutId(actor.id, given) : given;
    const id = actor.kind === 'student' ? values.id : await getStudentId(terminal, values.id);
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    const explanation = sayWarnings(await explainShare(mess, actor, { month, id, revision }));
    await answer.print(shareExplanationView(explanation, mess.settings));
    answer.warn(explanation.warnings);
  },
});

interface Asked {
  readonly id?: string;
  readonly month?: MonthReference;
}

/** A student needs no ID, so that a single word may be the month. */
function readWithoutId(ownId: string, asked: Asked): Asked {
  const { id, month } = asked;
  if (id === undefined || month !== undefined || idKey(id) === idKey(ownId)) return asked;
  try {
    return { month: parseMonthReference(id) };
  } catch (error) {
    if (error instanceof ValueError) return asked;
    throw error;
  }
}
