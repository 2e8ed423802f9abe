import { moneyFormat } from '../../../../domain/values/money-format.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { listDeposits } from '../../../../operations/payments/deposits.ts';
import { Written } from '../../name.tsx';
import { Check } from '../../parts/field.tsx';
import { Question } from '../../parts/form.tsx';
import { isTicked } from '../../parts/given.ts';
import { figures, Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { NoAccounts } from './dues.tsx';

const PATH = '/desk/deposits';

/** Whose caution money is held; it is taken and given back on each student's account. */
export const depositsPage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  async get({ mess, actor }, { query }) {
    const { accountsFrom } = mess.settings;
    const hasLeft = isTicked(query, 'left');
    const hasAll = isTicked(query, 'all');
    const deposits = await listDeposits(mess, actor, { hasLeft, hasAll });
    const money = moneyFormat(mess.settings);
    return {
      title: 'Deposits',
      body: (
        <>
          <h1>Deposits</h1>
          {accountsFrom === null && <NoAccounts />}
          <p>
            A deposit is taken, used and given back on the account of the student: find it under{' '}
            <a href="/desk/roll">Roll</a>.
          </p>
          <Question action={PATH} submit="Show">
            <Check name="left" label="Only of who left" isChecked={hasLeft} />
            <Check name="all" label="Also of whom nothing is held any more" isChecked={hasAll} />
          </Question>
          <Table
            caption={sayCount(deposits.length, 'deposit')}
            columns={['Id', 'Name', 'Left', ...figures('Received', 'Used', 'Given back', 'Held')]}
            none="No deposit is held."
            rows={deposits.map((each) => ({
              key: each.studentId,
              cells: [
                <a key="id" href={pathTo('dues', each.studentId)}>
                  {each.studentId}
                </a>,
                <Written key="name" text={each.name} />,
                each.left,
                money(each.receivedMinor),
                money(each.usedMinor),
                money(each.refundedMinor),
                money(each.heldMinor),
              ],
            }))}
          />
        </>
      ),
    };
  },
});
