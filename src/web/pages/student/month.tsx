import { shareExplanationDocument } from '../../../documents/billing/share-explanation.ts';
import type { ShareExplanationDocument } from '../../../documents/schemas/billing.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { parseMonth } from '../../../domain/values/month.ts';
import { MessError, NotFoundError } from '../../../errors.ts';
import { listShareRevisions, type ShareRevision } from '../../../operations/billing/expenses.ts';
import { explainShare } from '../../../operations/billing/explain-share.ts';
import { showDues } from '../../../operations/payments/accounts/account.ts';
import { Written } from '../name.tsx';
import type { Page, PageScope } from '../page.ts';
import { wordsOf } from '../words.ts';
import { Explanation } from './explanation.tsx';
import { openLateFee } from './owed.ts';

/** Why a month's share is what it is. */
export const monthPage: Page = {
  path: '/me/:month',
  front: 'student',
  permission: 'see bills',
  own: 'explain an own share',
  async get(scope, { params, query }) {
    const { mess, actor, say } = scope;
    if (actor.kind !== 'student') return { to: '/desk' };
    const month = readMonth(params.month ?? '');
    const revision = /^[1-9]\d{0,5}$/.test(query.revision ?? '')
      ? Number(query.revision)
      : undefined;
    const revisions = await listShareRevisions(mess, actor, { month, id: undefined });
    const explained = await unlessNone(() =>
      explainShare(mess, actor, { month, id: undefined, revision }),
    );
    const document =
      explained &&
      shareExplanationDocument(
        { ...explained, warnings: explained.warnings.map(({ message }) => message) },
        mess.settings.currencyDecimals,
      );
    const { accountsFrom, currencyDecimals } = mess.settings;
    const lateFee =
      accountsFrom === null
        ? null
        : openLateFee(await showDues(mess, actor, undefined, {}), month, currencyDecimals);
    const title = say.whyTitle(wordsOf(scope).month(month));
    return { title, body: <Month {...{ scope, month, document, lateFee, revisions }} /> };
  },
};

/** @throws NotFoundError it is no month, and so there is no such page */
function readMonth(text: string): string {
  try {
    if (/^\d{4}-\d{2}$/.test(text)) return parseMonth(text);
  } catch {
    // Falls through to what is said of any address that is none.
  }
  throw new NotFoundError('no_such_page', 'There is no such page.');
}

/** A month whose bill was taken back, or that has none for the student, is shown with what it had. */
async function unlessNone<T>(explain: () => Promise<T>): Promise<T | undefined> {
  try {
    return await explain();
  } catch (error) {
    const isNone = error instanceof MessError && error.code === 'not_found';
    if (isNone) return undefined;
    throw error;
  }
}

function Month({
  scope,
  month,
  document,
  lateFee,
  revisions,
}: {
  readonly scope: PageScope;
  readonly month: string;
  readonly document: ShareExplanationDocument | undefined;
  /** What of the late fee of this month is open; null for nothing. */
  readonly lateFee: string | null;
  readonly revisions: readonly ShareRevision[];
}) {
  const { say } = scope;
  const words = wordsOf(scope);
  const name = words.month(month);
  return (
    <>
      <h1>{say.whyTitle(name)}</h1>
      {document === undefined ? (
        <p>{say.noBill(name)}</p>
      ) : (
        <>
          <section class="figure">
            <p>
              {say.yourShare} <strong class="amount">{words.money(document.amount)}</strong>
            </p>
            <p>
              <Written text={document.student.name} /> ({document.student.id})
            </p>
          </section>
          <Explanation scope={scope} document={document} />
        </>
      )}
      {lateFee !== null && (
        <p>
          <a class="tap" href="/me/payments#account">
            {say.lateFeeOpen(words.money(lateFee))}
          </a>
        </p>
      )}
      {revisions.length > 1 && (
        <Revisions scope={scope} month={month} revisions={revisions} shown={document?.revision} />
      )}
      {document !== undefined && <p class="small no-print">{say.print}</p>}
    </>
  );
}

function Revisions({
  scope,
  month,
  revisions,
  shown,
}: {
  readonly scope: PageScope;
  readonly month: string;
  readonly revisions: readonly ShareRevision[];
  readonly shown: number | undefined;
}) {
  const { say, mess } = scope;
  const { money, time, number } = wordsOf(scope);
  const written = (minor: bigint) => money(formatMinor(minor, mess.settings.currencyDecimals));
  return (
    <section>
      <h2>{say.history}</h2>
      <ol class="history">
        {revisions.map((each, index) => (
          <li key={each.revision}>
            <p>
              <strong>{say.revisionNo(number(each.revision))}</strong>, {time(each.registeredAt)},{' '}
              {say.billStates[each.status]}: {written(each.amountMinor)}
              {each.differenceMinor !== null &&
                ` (${say.difference}: ${each.differenceMinor > 0n ? '+' : ''}${written(each.differenceMinor)})`}
            </p>
            {/* Why the one before was ended is why this one was made. */}
            {reasonOf(revisions[index - 1]) !== null && (
              <p>
                {say.reason}: <Written text={reasonOf(revisions[index - 1]) ?? ''} />
              </p>
            )}
            {each.status === 'void' && each.endedReason !== null && (
              <p>
                {say.billStates.void}: <Written text={each.endedReason} />
              </p>
            )}
            {each.revision !== shown && (
              <a class="no-print" href={`/me/${month}?revision=${each.revision}`}>
                {say.seeRevision}
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function reasonOf(before: ShareRevision | undefined): string | null {
  return before?.status === 'superseded' ? before.endedReason : null;
}
