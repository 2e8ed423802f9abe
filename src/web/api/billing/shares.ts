import { shareExplanationDocument } from '../../../documents/billing/share-explanation.ts';
import { ShareExplanation } from '../../../documents/schemas/billing.ts';
import { parseRevision } from '../../../domain/billing/bill.ts';
import { parseId } from '../../../domain/values/id.ts';
import { explainShare } from '../../../operations/billing/explain-share.ts';
import type { Scope } from '../../request.ts';
import { parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, readMonth, told } from '../input.ts';
import { Revision } from './bills.ts';

export const SHARE_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'explainShare',
    method: 'GET',
    path: '/bills/:month/shares/:id',
    summary: "Works a student's share out line by line, as with a pocket calculator",
    permission: 'see bills',
    own: 'explain an own share',
    query: keys({ revision: Revision }),
    answer: ShareExplanation,
    async run(scope, { params, query }) {
      return explain(scope, params.month, parseField('id', parseId, params.id), query.revision);
    },
  }),
  defineEndpoint({
    name: 'explainOwnShare',
    method: 'GET',
    path: '/me/bills/:month',
    summary: 'The same of whoever asks',
    permission: 'see bills',
    own: 'explain an own share',
    query: keys({ revision: Revision }),
    answer: ShareExplanation,
    async run(scope, { params, query }) {
      return explain(scope, params.month, undefined, query.revision);
    },
  }),
];

async function explain(
  { mess, actor }: Scope,
  month: string,
  id: string | undefined,
  revision: string | undefined,
): Promise<unknown> {
  const explanation = await explainShare(mess, actor, {
    month: readMonth(mess, 'month', month),
    id,
    revision: parseOptional('revision', parseRevision, revision),
  });
  return shareExplanationDocument(told(explanation), mess.settings.currencyDecimals);
}
