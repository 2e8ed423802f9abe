import type { Upi } from '../../../../documents/payments/upi.ts';
import type { MessError } from '../../../../errors.ts';
import type { PageScope } from '../../page.ts';
import { sayProblem } from '../../problem.tsx';
import type { Owed } from '../owed.ts';
import { QrCode } from './qr.tsx';

/** What is typed into a UPI app; the amount is null where the payer says it. */
type Typed = Omit<Upi, 'amount'> & { readonly amount: string | null };

/** What the page says is to be paid. */
export interface Shown {
  /** Undefined where no accounts are kept. */
  readonly owed: Owed | undefined;
  /** Another amount, as it was written. */
  readonly asked: string | undefined;
  readonly error: MessError | undefined;
  /** Undefined where the mess is not paid by UPI. */
  readonly upi: Typed | undefined;
}

/**
 * How to pay by UPI: what is copied first, since a phone does not scan what it shows itself, and a link from
 * a page is refused by many apps.
 */
export function UpiDetails({
  scope: { say },
  shown,
  upi,
}: {
  readonly scope: PageScope;
  readonly shown: Shown;
  readonly upi: Typed;
}) {
  const { payee, name, amount, note, link } = upi;
  return (
    <section>
      <h2>{say.payHere}</h2>
      <p>{say.payCopy}</p>
      <dl class="copies">
        <Copy label={say.payTo} text={payee} />
        {amount !== null && <Copy label={say.payExact} text={amount} />}
        <Copy label={say.payNote} text={note} />
        <Copy label={say.payName} text={name} />
      </dl>
      <p>{say.payNoteWhy}</p>
      <p>{say.payNameWhy}</p>
      <OtherAmount say={say} shown={shown} />
      <p>{say.payScan}</p>
      <QrCode text={link} label={say.qrLabel} />
      <p>
        <a class="main" href={link}>
          {say.payLink}
        </a>
      </p>
      <p class="small">{say.payLinkWhy}</p>
    </section>
  );
}

/** A touch on it selects it whole. */
function Copy({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi class="copy">{text}</bdi>
      </dd>
    </div>
  );
}

function OtherAmount({ say, shown }: Pick<PageScope, 'say'> & { readonly shown: Shown }) {
  return (
    <form method="get" action="/me/pay" class="row">
      {shown.error !== undefined && (
        <p role="alert" class="problem">
          {sayProblem(say, shown.error)}
        </p>
      )}
      <label>
        {say.payOther}
        <input name="amount" inputmode="decimal" autocomplete="off" value={shown.asked ?? ''} />
      </label>
      <button type="submit">{say.payShow}</button>
      <p class="small">{say.payOtherWhy}</p>
    </form>
  );
}
