import type { ComponentChildren } from 'preact';
import { receiptDocument } from '../../../../documents/payments/receipt.ts';
import type { PrintedReceiptDocument } from '../../../../documents/schemas/payments/payments.ts';
import { findReceiptNumber } from '../../../../domain/payments/receipt.ts';
import { NotFoundError } from '../../../../errors.ts';
import { readReceipt } from '../../../../operations/payments/receipts/receipt.ts';
import { Written } from '../../name.tsx';
import type { Page, PageScope } from '../../page.ts';
import { wordsOf } from '../../words.ts';

/** A receipt, to be looked at and printed. */
export const receiptPage: Page = {
  path: '/me/receipts/:series/:number',
  front: 'student',
  permission: "see everybody's dues",
  own: 'see own dues',
  async get(scope, { params }) {
    const { mess, actor, say } = scope;
    if (actor.kind !== 'student') return { to: '/desk' };
    const number = findReceiptNumber(`${params.series}/${params.number}`);
    if (number === undefined) throw new NotFoundError('no_such_page', 'There is no such page.');
    const document = receiptDocument(await readReceipt(mess, actor, number), mess.settings);
    const title = say.receiptOf(document.receipt);
    return { title, body: <Receipt scope={scope} title={title} document={document} /> };
  },
};

function Receipt({
  scope,
  title,
  document,
}: {
  readonly scope: PageScope;
  readonly title: string;
  readonly document: PrintedReceiptDocument;
}) {
  const { say } = scope;
  const { money, date, month: monthOf, time, inWords } = wordsOf(scope);
  const own = inWords(document.amount);
  const { method, reference, month, note, by, reversed } = document;
  const lines: readonly (readonly [string, ComponentChildren])[] = [
    [say.date, date(document.date)],
    [say.student, <Written key="name" text={`${document.studentId} ${document.name}`} />],
    ...(method === null ? [] : [[say.method, say.methods[method]] as const]),
    ...(reference === null ? [] : [[say.reference, <Written key="r" text={reference} />] as const]),
    ...(month === null ? [] : [[say.month, monthOf(month)] as const]),
    ...(note === null ? [] : [[say.note, <Written key="n" text={note} />] as const]),
    [say.balanceBefore, money(document.balanceBefore)],
    [say.balanceAfter, money(document.balance)],
    [say.receivedBy, `${by === null ? '' : `${by}, `}${time(document.at)}`],
  ];
  return (
    <>
      <h1>{title}</h1>
      {reversed !== null && (
        <p class="late">
          {say.reversedOn(date(reversed.date))} <Written text={reversed.reason ?? ''} />
        </p>
      )}
      <section class="figure">
        <p>
          {say.paid} <strong class="amount">{money(document.amount)}</strong>
        </p>
        {own === undefined ? <p lang="en">{document.words}</p> : <p>{own}</p>}
      </section>
      <dl class="sum">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="small no-print">{say.print}</p>
    </>
  );
}
