import { closedBooksDocument } from '../../../../documents/payments/books.ts';
import type { ClosedBooksDocument } from '../../../../documents/schemas/payments/books.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { rehearsalOf } from '../../../../operations/mess/change.ts';
import { closeBooks, reopenBooks } from '../../../../operations/payments/books.ts';
import { getStatus } from '../../../../operations/upkeep/status.ts';
import { checkFieldLater } from '../../../values.ts';
import type { PageScope, ShownPage } from '../../page.ts';
import { Field, Reason } from '../../parts/field.tsx';
import { Folded } from '../../parts/folded.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { dateReader, need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';
import { NoAccounts } from './dues.tsx';

const PATH = '/desk/books';

const DONE: Readonly<Record<string, string>> = {
  close: 'The books are closed: no entry stands on a closed day any more.',
  reopen: 'The books are open again, all days of them.',
};

/** Closes the books through a day: what every account holds on it is shown first, to be signed. */
export const booksPage = deskPage({
  path: PATH,
  permission: 'see the status',
  sends: 'close the books',
  isHeavy: true,
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const { accounts } = await getStatus(mess, actor);
    const through = accounts?.closedThrough ?? null;
    return {
      title: 'Books',
      body: (
        <>
          <h1>Books</h1>
          <Done>{DONE[query.done ?? '']}</Done>
          {accounts === null && <NoAccounts />}
          {accounts !== null && <Facts facts={[['Closed through', through ?? 'no day yet']]} />}
          {accounts !== null && isAllowed(actor, 'close the books') && (
            <Forms scope={scope} through={through} problem={problem} />
          )}
        </>
      ),
    };
  },
  async post(scope, { given }) {
    const { mess, actor } = scope;
    if (given.do === 'reopen') {
      await reopenBooks(mess, actor, need(given, 'reason', parseReason));
      return { to: withQuery(PATH, { done: 'reopen' }) };
    }
    const through = need(given, 'through', dateReader(mess));
    const isLook = given.do !== 'close';
    const on = isLook ? rehearsalOf(mess) : mess;
    const closed = await checkFieldLater('through', () => closeBooks(on, actor, through));
    if (!isLook) return { to: withQuery(PATH, { done: 'close' }) };
    return showBooks(scope, closedBooksDocument(closed, mess.settings.currencyDecimals));
  },
});

function Forms({
  scope,
  through,
  problem,
}: {
  readonly scope: PageScope;
  readonly through: string | null;
  readonly problem: Problem | undefined;
}) {
  return (
    <>
      <h2>Close them</h2>
      <p>
        Money of a closed day that turns up later keeps its own date on the receipt, and stands in
        the books on the first open day.
      </p>
      <Form scope={scope} problem={problem} action={PATH} does="look" submit="Show the accounts">
        <Field name="through" label="The last day that is closed" type="date" required />
      </Form>
      {through !== null && (
        <Folded title="Open them again" isOpen={problem?.given.do === 'reopen'}>
          <Form
            scope={scope}
            problem={problem}
            action={PATH}
            does="reopen"
            submit="Open the books again"
            isGrave
          >
            <Reason />
          </Form>
        </Folded>
      )}
    </>
  );
}

function showBooks(scope: PageScope, { through, accounts, sum }: ClosedBooksDocument): ShownPage {
  const money = moneyOf(scope.mess);
  return {
    title: `Books through ${through}`,
    body: (
      <>
        <h1>The books through {through}</h1>
        <Table
          caption="What each account holds on that day"
          columns={['Account', ...figures('Debit', 'Credit')]}
          none="Nothing is entered until then."
          rows={accounts.map(({ account, debit, credit }) => ({
            key: account,
            cells: [account, money(debit), money(credit)],
          }))}
          foot={['In all', money(sum), money(sum)]}
        />
        <Form
          scope={scope}
          action={PATH}
          does="close"
          submit={`Close them through ${through}`}
          isGrave
        >
          <Hidden values={{ through }} />
        </Form>
        <p class="no-print">
          <a class="tap" href={PATH}>
            Another day
          </a>
        </p>
      </>
    ),
  };
}
