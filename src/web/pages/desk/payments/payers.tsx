import { parseUpiId, sayCount } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { forgetPayer, listPayers } from '../../../../operations/payments/bank/payers.ts';
import { Folded } from '../../parts/folded.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { need } from '../../parts/given.ts';
import { Done } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';

const PATH = '/desk/payers';

/** Who was seen to pay for whom, by which the next file of the bank is read; and to forget it. */
export const payersPage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  sends: 'forget payers',
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const payers = await listPayers(mess, actor);
    const may = isAllowed(actor, 'forget payers') && payers.length > 0;
    return {
      title: 'Payers',
      body: (
        <>
          <h1>Payers</h1>
          <Done>
            {query.done === undefined
              ? undefined
              : 'The payer is forgotten: their next payment is in suspense, unless it says whose it is.'}
          </Done>
          <p>
            Who was seen to pay for whom. The bank's next file is read by it, where a payment does
            not say itself whose it is.
          </p>
          <Table
            caption={sayCount(payers.length, 'payer')}
            columns={[
              'UPI id',
              'Pays for',
              'Last payment',
              ...figures('Payments'),
              ...(may ? ['Forget'] : []),
            ]}
            none="No payer is known yet."
            rows={payers.map(({ payer, studentId, date, payments }) => ({
              key: `${payer} ${studentId}`,
              cells: [
                payer,
                <a key="student" href={pathTo('dues', studentId)}>
                  {studentId}
                </a>,
                date,
                payments,
                ...(may
                  ? [
                      <Folded
                        key="forget"
                        title="Forget"
                        label={`Forget ${payer}, who pays for ${studentId}`}
                        isOpen={problem?.given.payer === payer}
                      >
                        <Form
                          scope={scope}
                          problem={problem}
                          action={PATH}
                          does={`forget ${payer}`}
                          submit="Forget the payer"
                          isGrave
                        >
                          <p>For whom {payer} paid counts no more. The receipts stay.</p>
                          <Hidden values={{ payer }} />
                        </Form>
                      </Folded>,
                    ]
                  : []),
              ],
            }))}
          />
        </>
      ),
    };
  },
  async post({ mess, actor }, { given }) {
    await forgetPayer(mess, actor, need(given, 'payer', parseUpiId));
    return { to: withQuery(PATH, { done: 'yes' }) };
  },
});
