import { sayLack } from '../../../domain/billing/lack-words.ts';
import { type Lack, listLacks, type MonthState } from '../../../domain/billing/month-state.ts';
import type { MessStatus } from '../../../domain/upkeep/mess-status.ts';
import { moneyFormat } from '../../../domain/values/money-format.ts';
import { monthName } from '../../../domain/values/month.ts';
import { sayCount } from '../../../domain/values/text.ts';
import { isAllowed, type Permission } from '../../../operations/access/permissions.ts';
import { listClaims } from '../../../operations/payments/claims.ts';
import { getStatus } from '../../../operations/upkeep/status.ts';
import type { PageScope } from '../page.ts';
import { Facts } from '../parts/notices.tsx';
import { Table } from '../parts/table.tsx';
import { deskPage } from './desk-page.tsx';
import { FirstMonth, FirstSteps } from './first-steps.tsx';
import { pathTo } from './paths.ts';
import { timeOf } from './style.ts';
import { Undelivered } from './undelivered.tsx';

/** What there is to do, each with the page where it is done. */
export const toDoPage = deskPage({
  path: '/desk',
  permission: 'see the status',
  isHeavy: true,
  async get(scope) {
    const { mess, actor } = scope;
    const status = await getStatus(mess, actor);
    if (status.begin === 'students') return { title: 'To do', body: <FirstSteps scope={scope} /> };
    const claims = await listClaims(mess, actor, 'waiting');
    return {
      title: 'To do',
      body: <ToDo scope={scope} status={status} claims={claims.length} />,
    };
  },
});

function ToDo({
  scope,
  status,
  claims,
}: {
  readonly scope: PageScope;
  readonly status: MessStatus;
  /** How many wait. */
  readonly claims: number;
}) {
  return (
    <>
      <h1>To do</h1>
      {status.begin === 'attendance' ? (
        <FirstMonth scope={scope} />
      ) : (
        <OpenMonths {...{ scope, status }} />
      )}
      {status.emptyMonths.length > 0 && (
        <>
          <h2>Months of which nothing is recorded</h2>
          <ul>
            {status.emptyMonths.map((month) => (
              <li key={month}>
                <a href={pathTo('attendance', month)}>{monthName(month)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {claims > 0 && (
        <>
          <h2>Students say they paid</h2>
          <p>
            <a class="tap" href="/desk/claims">
              {sayCount(claims, 'claim')} to confirm or decline
            </a>
          </p>
        </>
      )}
      <Undelivered scope={scope} messages={status.messages} />
      {status.accounts && <Accounts scope={scope} accounts={status.accounts} />}
      <h2>Backup</h2>
      <p>{sayBackup(scope, status)}</p>
    </>
  );
}

function OpenMonths({ scope, status }: { readonly scope: PageScope; readonly status: MessStatus }) {
  return (
    <Table
      caption="Months that are open"
      columns={['Month', 'How far it is', 'Next']}
      none="Nothing: no month is open."
      rows={status.openMonths.map((state) => ({
        key: state.month,
        cells: [
          monthName(state.month),
          <ul key="lacks" class="plain">
            {listLacks(state).map((lack) => (
              <li key={lack}>{sayLack(state, lack)}</li>
            ))}
          </ul>,
          <NextStep key="next" scope={scope} state={state} />,
        ],
      }))}
    />
  );
}

interface Step {
  readonly words: string;
  readonly permission: Permission;
  readonly to: (month: string) => string;
}

const STEPS: Readonly<Record<Lack, Step | undefined>> = {
  end: {
    words: 'Enter what was bought',
    permission: 'enter purchases',
    to: (month) => pathTo('purchases', month),
  },
  attendance: {
    words: 'Record attendance',
    permission: 'record attendance',
    to: (month) => pathTo('attendance', month),
  },
  bill: {
    words: 'Register the bill',
    permission: 'register bills',
    to: (month) => pathTo('bills', month, 'register'),
  },
  revision: {
    words: 'Revise the bill',
    permission: 'revise bills',
    to: (month) => pathTo('bills', month, 'revise'),
  },
  purchases: {
    words: 'Revise the bill',
    permission: 'revise bills',
    to: (month) => `${pathTo('bills', month, 'revise')}?purchases=yes`,
  },
  closing: {
    words: 'Close the month',
    permission: 'close months',
    to: (month) => pathTo('months', month),
  },
};

/** The first one that the person may do. */
function NextStep({
  scope: { actor },
  state,
}: {
  readonly scope: PageScope;
  readonly state: MonthState;
}) {
  const step = listLacks(state)
    .map((lack) => STEPS[lack])
    .find((each) => each !== undefined && isAllowed(actor, each.permission));
  if (step === undefined) return null;
  const name = monthName(state.month);
  return (
    <a href={step.to(state.month)} aria-label={`${step.words}, ${name}`}>
      {step.words}
    </a>
  );
}

function Accounts({
  scope: { mess, actor },
  accounts,
}: {
  readonly scope: PageScope;
  readonly accounts: NonNullable<MessStatus['accounts']>;
}) {
  const money = moneyFormat(mess.settings);
  const some = (minor: bigint) => (minor === 0n ? null : money(minor));
  return (
    <>
      <h2>Accounts</h2>
      <Facts
        facts={[
          ['Owed', money(accounts.owedMinor)],
          ['Of it overdue', money(accounts.overdueMinor)],
          ['Credit of others', some(accounts.creditMinor)],
          ['In suspense', some(accounts.suspenseMinor)],
          ['Cash since the last count', money(accounts.cashSinceCountMinor)],
          ['Books closed through', accounts.closedThrough],
        ]}
      />
      <p>
        <a class="tap" href="/desk/dues">
          Who owes what
        </a>
        {isAllowed(actor, 'count the cash') && (
          <>
            {' · '}
            <a class="tap" href="/desk/cash">
              Count the cash
            </a>
          </>
        )}
        {accounts.suspenseMinor !== 0n && (
          <>
            {' · '}
            <a class="tap" href="/desk/suspense">
              Whose the money in suspense is
            </a>
          </>
        )}
      </p>
    </>
  );
}

function sayBackup(scope: PageScope, { lastBackupAt, lastBackupDaysAgo }: MessStatus): string {
  if (lastBackupAt === null) {
    return 'None was made yet: whoever looks after the server makes one, and lets it make one each night.';
  }
  const days = lastBackupDaysAgo ?? 0;
  const ago = days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  return `The last one was made ${timeOf(scope.mess)(lastBackupAt)}, ${ago}.`;
}
