import { accountDocument, accountSheet } from '../../../../documents/payments/payments.ts';
import type { AccountDocument } from '../../../../documents/schemas/payments/payments.ts';
import { parseNumbered } from '../../../../domain/payments/voucher.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { UsageError } from '../../../../errors.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { showDues } from '../../../../operations/payments/accounts/account.ts';
import { reversePayment } from '../../../../operations/payments/receipts/reverse-payment.ts';
import { parseField } from '../../../values.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { AsCsv, isAsCsv } from '../../parts/as-csv.tsx';
import { need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import { TakeBack } from '../../parts/take-back.tsx';
import type { Given, Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';
import { ACCOUNT_DEEDS, type AccountDeed } from './account-deeds.ts';
import { AccountForms } from './account-forms.tsx';

/** Every bill and payment of a student, with what was owed after each. */
export const accountOfStudentPage = deskPage({
  path: '/desk/dues/:id',
  permission: "see everybody's dues",
  // The least of what can be entered here; each operation asks for its own.
  sends: 'receive deposits',
  async get(scope, { params, query, problem }) {
    const { mess, actor } = scope;
    const id = idOf(params);
    const account = accountDocument(
      await showDues(mess, actor, id, {}),
      mess.settings.currencyDecimals,
    );
    if (isAsCsv(query)) return { name: `account-${id}`, sheet: accountSheet(account) };
    return {
      title: `${account.student.id} ${account.student.name}: the account`,
      body: <Account {...{ scope, account, query, problem }} />,
    };
  },
  async post({ mess, actor }, { params, given }) {
    const id = idOf(params);
    const does = given.do ?? '';
    if (does === 'void') {
      const number = need(given, 'no', parseNumbered);
      await reversePayment(mess, actor, number, {
        reason: need(given, 'reason', parseReason),
      });
      return { to: withQuery(pathTo('dues', id), { done: does }) };
    }
    const deed = ACCOUNT_DEEDS[does as AccountDeed];
    if (deed === undefined) throw new UsageError('bad_value', 'Choose what is to be entered.');
    const { receipt } = await deed.run(mess, actor, id, given);
    if (receipt !== null) return { to: pathTo('payments', receipt) };
    return { to: withQuery(pathTo('dues', id), { done: does }) };
  },
});

function idOf(params: Readonly<Record<string, string>>): string {
  return parseField('id', parseId, params.id ?? '');
}

function sayDone(does: string | undefined): string | undefined {
  if (does === 'void') return 'It is taken back, by an entry of today.';
  return ACCOUNT_DEEDS[does as AccountDeed]?.done;
}

function Account({
  scope,
  account,
  query,
  problem,
}: {
  readonly scope: PageScope;
  readonly account: AccountDocument;
  readonly query: Given;
  readonly problem: Problem | undefined;
}) {
  const { mess, actor } = scope;
  const { student, balance, outstanding, deposit } = account;
  const money = moneyOf(mess);
  const isCredit = balance.startsWith('-');
  return (
    <>
      <h1>
        {student.id} <Written text={student.name} />
      </h1>
      <Done>{sayDone(query.done)}</Done>
      <Facts
        facts={[
          [isCredit ? 'Credit' : 'Owed', money(balance.replace('-', ''))],
          ['Deposit', /[1-9]/.test(deposit) ? money(deposit) : null],
        ]}
      />
      <p class="buttons">
        {isAllowed(actor, 'record payments') && (
          <a class="button" href={`/desk/payments?id=${encodeURIComponent(student.id)}`}>
            Record a payment
          </a>
        )}{' '}
        <a href={pathTo('roll', student.id)}>On the roll</a>
      </p>
      <Table
        caption="What is to be paid"
        columns={['For', 'Due', ...figures('Days late', 'Amount')]}
        none="Nothing is to be paid."
        rows={outstanding.map(({ kind, month, due, daysLate, amount }) => ({
          key: `${kind} ${month}`,
          cells: [
            month === null ? kind : `${kind} ${monthName(month)}`,
            due,
            daysLate,
            money(amount),
          ],
        }))}
      />
      <Lines scope={scope} account={account} problem={problem} />
      <AsCsv path={pathTo('dues', student.id)} />
      <AccountForms scope={scope} account={account} problem={problem} />
    </>
  );
}

function Lines({
  scope,
  account: { student, lines },
  problem,
}: {
  readonly scope: PageScope;
  readonly account: AccountDocument;
  readonly problem: Problem | undefined;
}) {
  const money = moneyOf(scope.mess);
  const reversed = lines.flatMap(({ kind, voucher }) => (kind === 'reversal' ? [voucher] : []));
  const standing = lines.flatMap(({ voucher }) =>
    voucher === null || reversed.includes(voucher) ? [] : [voucher],
  );
  const may = isAllowed(scope.actor, 'reverse payments') && standing.length > 0;
  return (
    <Table
      caption="The account"
      columns={[
        'Date',
        'What',
        'Receipt',
        ...figures('Charged', 'Paid', 'Owed'),
        ...(may ? ['Take back'] : []),
      ]}
      none="Nothing was billed or paid."
      rows={lines.map((line, at) => ({
        key: at,
        cells: [
          line.date,
          <Written key="text" text={line.text} />,
          line.receipt ? (
            <a key="receipt" href={pathTo('payments', line.receipt)}>
              {line.receipt}
            </a>
          ) : (
            line.voucher
          ),
          money(line.debit),
          money(line.credit),
          money(line.balance),
          ...(may
            ? [
                line.voucher && standing.includes(line.voucher) && (
                  <TakeBack
                    key="void"
                    scope={scope}
                    action={pathTo('dues', student.id)}
                    no={line.voucher}
                    what={`${line.voucher}, ${line.text}`}
                    problem={problem}
                  />
                ),
              ]
            : []),
        ],
      }))}
    />
  );
}
