import { revisedBillDocument } from '../../../../documents/billing/revision.ts';
import type { RevisedBillDocument } from '../../../../documents/schemas/billing.ts';
import { type Month, monthName } from '../../../../domain/values/month.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { MessError, UsageError, ValueError } from '../../../../errors.ts';
import { type PlannedRevision, planRevision } from '../../../../operations/billing/revise-bill.ts';
import { basisOf } from '../../../preview.ts';
import type { PageScope } from '../../page.ts';
import { monthOf, need } from '../../parts/given.ts';
import { Changed } from '../../parts/notices.tsx';
import { type Given, type Problem, sendBack } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { tell } from '../style.ts';
import { keepAmounts } from './amount-fields.tsx';
import { readAmounts } from './amounts.ts';
import type { DraftView } from './draft.tsx';
import { DraftIsland, viewOf } from './draft-island.tsx';

/** Who would pay how much more or less; what was looked at is written, with a reason, or nothing. */
export const revisePage = deskPage({
  path: '/desk/bills/:month/revise',
  permission: 'revise bills',
  async get(scope, { params, query, problem }) {
    const month = monthOf(params);
    const given = problem === undefined ? query : problem.given;
    const { revised, wrong } = await tryPlan(scope, month, given);
    return {
      title: `Revise the bill of ${monthName(month)}`,
      assets: ['bill-draft.js'],
      body: <Revise {...{ scope, month, given, revised, query, wrong, problem }} />,
    };
  },
  async post(scope, { params, given }) {
    const month = monthOf(params);
    const { planned, document } = await plan(scope, month, given);
    const reason = need(given, 'reason', parseReason);
    if (basisOf(document) !== given.basis) {
      const query = { ...keepAmounts(given), changed: 'yes' };
      return { to: withQuery(pathTo('bills', month, 'revise'), query) };
    }
    await planned.write(reason);
    return { to: withQuery(pathTo('bills', month), { done: 'revise' }) };
  },
});

async function plan(
  { mess, actor }: PageScope,
  month: Month,
  given: Given,
): Promise<{ readonly planned: PlannedRevision; readonly document: RevisedBillDocument }> {
  const planned = await planRevision(mess, actor, { month, ...readAmounts(mess, given) });
  const { revised } = planned;
  const { currencyDecimals } = mess.settings;
  const told = { ...revised, bill: tell(revised.bill) };
  return { planned, document: revisedBillDocument(told, true, currencyDecimals) };
}

async function tryPlan(
  scope: PageScope,
  month: Month,
  given: Given,
): Promise<{ readonly revised?: RevisedBillDocument; readonly wrong?: Problem }> {
  try {
    return { revised: (await plan(scope, month, given)).document };
  } catch (error) {
    if (error instanceof ValueError) {
      const sentence = `Dining days: ${error.message}.`;
      return { wrong: { given, error: new UsageError('bad_value', sentence) } };
    }
    if (!(error instanceof MessError) || !['usage', 'invalid'].includes(error.code)) throw error;
    return { wrong: { given, error } };
  }
}

function Revise({
  scope,
  month,
  given,
  revised,
  query,
  wrong,
  problem,
}: {
  readonly scope: PageScope;
  readonly month: Month;
  readonly given: Given;
  readonly revised: RevisedBillDocument | undefined;
  readonly query: Given;
  readonly wrong: Problem | undefined;
  readonly problem: Problem | undefined;
}) {
  const view: DraftView = {
    ...viewOf(scope, month, 'what they come to now'),
    kind: 'revise',
    given: keepAmounts(given),
    wrong: wrong && sendBack(wrong),
    problem: problem && sendBack(problem),
    drafted: revised && { document: revised, basis: basisOf(revised) },
  };
  return (
    <>
      <h1>Revise the bill of {monthName(month)}</h1>
      {query.changed === 'yes' && <Changed />}
      <p>
        Attendance, the roll and charges are taken as they are recorded now. What is left empty
        stays as the bill has it.
      </p>
      <DraftIsland scope={scope} view={view} />
    </>
  );
}
