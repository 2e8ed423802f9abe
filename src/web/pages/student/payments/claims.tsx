import type { Claim } from '../../../../domain/payments/claim.ts';
import { today } from '../../../../operations/mess/mess.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { CsrfField } from '../../parts/csrf-field.tsx';
import { FormProblem } from '../../problem.tsx';
import type { Problem } from '../../sent.ts';
import { wordsOf } from '../../words.ts';

/** Where a student tells the office of a payment. */
export function ClaimForm({
  scope: { say, csrf, mess },
  problem,
}: {
  readonly scope: PageScope;
  readonly problem: Problem | undefined;
}) {
  const now = today(mess);
  return (
    <>
      <h2>{say.claim}</h2>
      <p>{say.claimWhy}</p>
      <FormProblem say={say} problem={problem} />
      <form method="post" action="/me/pay">
        <CsrfField csrf={csrf} />
        <label>
          {say.claimDate}
          <input name="date" type="date" required max={now} value={problem?.given.date ?? now} />
        </label>
        <label>
          {say.claimUtr}
          <input
            name="reference"
            inputmode="numeric"
            autocomplete="off"
            required
            maxlength={30}
            value={problem?.given.reference ?? ''}
          />
        </label>
        <button type="submit">{say.claimSend}</button>
      </form>
    </>
  );
}

/** What the office was told of, the newest first. */
export function Claims({
  scope,
  claims,
}: {
  readonly scope: PageScope;
  readonly claims: readonly Claim[];
}) {
  const { say } = scope;
  const { shortDate } = wordsOf(scope);
  return (
    <>
      <h2>{say.claims}</h2>
      <ul>
        {claims.toReversed().map(({ no, date, reference, state, receipt, reason }) => (
          <li key={no}>
            {shortDate(date)}, UTR {reference}: <strong>{say.claimStates[state]}</strong>
            {receipt !== null && (
              <>
                , <a href={`/me/receipts/${receipt}`}>{say.receiptOf(receipt)}</a>
              </>
            )}
            {reason !== null && (
              <>
                {' '}
                (<Written text={reason} />)
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
