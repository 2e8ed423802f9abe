import { accountDocument } from '../../../../documents/payments/payments.ts';
import type { AccountDocument } from '../../../../documents/schemas/payments/payments.ts';
import type { StatementLine } from '../../../../domain/payments/statement-line.ts';
import { showDues } from '../../../../operations/payments/accounts/account.ts';
import { Written } from '../../name.tsx';
import type { Page, PageScope } from '../../page.ts';
import { wordsOf } from '../../words.ts';

/** A line as the document has it, with what is said of it. */
type Line = AccountDocument['lines'][number] & Pick<StatementLine, 'method' | 'reference' | 'note'>;

export const paymentsPage: Page = {
  path: '/me/payments',
  front: 'student',
  permission: "see everybody's dues",
  own: 'see own dues',
  async get(scope) {
    const { mess, actor, say } = scope;
    if (actor.kind !== 'student') return { to: '/desk' };
    const title = say.payments;
    if (mess.settings.accountsFrom === null) {
      const body = (
        <>
          <h1>{title}</h1>
          <p>{say.noAccounts}</p>
        </>
      );
      return { title, body };
    }
    const account = await showDues(mess, actor, undefined, {});
    const document = accountDocument(account, mess.settings.currencyDecimals);
    const lines = document.lines.map((line, index) => {
      const { method = null, reference = null, note = null } = account.lines[index]?.line ?? {};
      return { ...line, method, reference, note };
    });
    return {
      title,
      body: <Payments scope={scope} lines={lines} balance={document.balance} />,
    };
  },
};

function Payments({
  scope,
  lines,
  balance,
}: {
  readonly scope: PageScope;
  readonly lines: readonly Line[];
  readonly balance: string;
}) {
  const { say } = scope;
  const { money, shortDate } = wordsOf(scope);
  const paid = lines.filter(({ kind }) => kind === 'payment');
  return (
    <>
      <h1>{say.payments}</h1>
      {paid.length === 0 && <p>{say.noPayments}</p>}
      {paid.length > 0 && (
        <ul>
          {paid.toReversed().map(({ date, credit, receipt, method }) => (
            <li key={receipt}>
              {shortDate(date)}: <strong>{money(credit ?? '0')}</strong>
              {method !== null && `, ${say.methods[method]}`}
              {receipt !== null && (
                <>
                  ,{' '}
                  <a class="whole" href={`/me/receipts/${receipt}`}>
                    {say.receiptOf(receipt)}
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <h2 id="account">{say.accountLines}</h2>
      {lines.length === 0 ? (
        <p>{say.noLines}</p>
      ) : (
        <>
          <section class="scroll" tabindex={0} aria-labelledby="account">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say.what}</th>
                  <th scope="col">{say.amount}</th>
                  <th scope="col">{say.balance}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line, index) => (
                  <tr key={index}>
                    <th scope="row">
                      <span class="small">{shortDate(line.date)}</span>{' '}
                      <What {...{ scope, line }} />
                    </th>
                    <td>{line.debit === null ? money(`-${line.credit}`) : money(line.debit)}</td>
                    <td>{money(line.balance)}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colspan={2}>
                    {say.balance}
                  </th>
                  <td>{money(balance)}</td>
                </tr>
              </tfoot>
            </table>
          </section>
          <p class="small no-print">{say.print}</p>
        </>
      )}
    </>
  );
}

/** What a line is, in the language of the page. */
function What({ scope, line }: { readonly scope: PageScope; readonly line: Line }) {
  const { say } = scope;
  const { shortMonth } = wordsOf(scope);
  const { kind, month, method, receipt, reference, note } = line;
  const isPaid = kind === 'payment' || kind === 'refund';
  const words = [
    say.lines[kind],
    ...(month === null ? [] : [isPaid ? say.forMonth(shortMonth(month)) : shortMonth(month)]),
    ...(isPaid && method !== null ? [say.methods[method]] : []),
    ...(receipt === null ? [] : [receipt]),
  ];
  const written = [reference, note].filter((each) => each !== null && each !== '');
  return (
    <>
      {words.join(', ')}
      {written.map((each) => (
        <>
          , <Written text={each ?? ''} />
        </>
      ))}
    </>
  );
}
