import type { MessError } from '../../errors.ts';
import type { PageScope } from './page.ts';
import type { Problem } from './sent.ts';

/** What went wrong where there is no form to say it in. */
export function ProblemPage({
  scope: { say, actor },
  error,
}: {
  readonly scope: PageScope;
  readonly error: MessError;
}) {
  const way = actor.kind === 'admin' ? findWay(error) : undefined;
  return (
    <>
      <h1>{say.somethingWrong}</h1>
      <p role="alert">{sayProblem(say, error)}</p>
      <p>
        <a class="tap" href={way?.to ?? (actor.kind === 'admin' ? '/desk' : '/')}>
          {way?.words ?? say.back}
        </a>
      </p>
    </>
  );
}

/** What helps at the desk. */
function findWay({ reason, about }: MessError): { to: string; words: string } | undefined {
  const { month } = (about ?? {}) as { readonly month?: string };
  if (month === undefined) return undefined;
  const path = `/desk/bills/${month}`;
  if (reason === 'no_bill') return { to: `${path}/register`, words: 'Register it' };
  if (reason === 'bill_exists') return { to: path, words: 'Look at the bill' };
  return undefined;
}

/** What was wrong with a form that was sent, above it. */
export function FormProblem({
  say,
  problem,
}: Pick<PageScope, 'say'> & { readonly problem: Problem | undefined }) {
  return problem === undefined ? null : (
    <p role="alert" class="problem" tabindex={-1} autofocus>
      {sayProblem(say, problem.error)}
    </p>
  );
}

/** A page without the mess. */
export function PlainPage({
  language,
  title,
  sentence,
}: {
  readonly language: string;
  readonly title: string;
  readonly sentence: string;
}) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          <p role="alert">{sentence}</p>
        </main>
      </body>
    </html>
  );
}

/** The sentence of an error, in the language of the page where it has one. */
export function sayProblem(say: PageScope['say'], error: MessError): string {
  const { reason, about, details, message } = error;
  switch (reason) {
    case 'wrong_credentials':
      return say.wrongCredentials;
    case 'wrong_old_password':
      return say.wrongOldSecret;
    case 'code_expired':
      return say.codeExpired;
    case 'other_sign_in':
      return say.otherSignIn;
    case 'locked_out':
      return say.lockedOut(Math.ceil((about as { readonly seconds: number }).seconds / 60));
    case 'another_site':
      return say.anotherSite;
    case 'role_may_not':
    case 'not_own':
      return say.roleMayNot;
    case 'own_secret_needed':
      return say.needsOwnSecret;
    case 'reference_claimed':
      return say.claimKnown;
    case 'claims_waiting':
      return say.claimsWaiting;
    case 'no_accounts':
      return say.noAccounts;
    case 'no_such_page':
    case 'unknown_receipt':
      return say.noSuchPage;
    case 'bad_value':
      return sayBadValue(say, details) ?? message;
    default:
      return message;
  }
}

/** Of the values that students write, by what is wrong with them. */
function sayBadValue(say: PageScope['say'], details: unknown): string | undefined {
  const { field, code } = (details ?? {}) as { readonly field?: string; readonly code?: string };
  if (field === 'date') return say.badDate;
  if (field === 'amount') return say.badAmount;
  if (code === 'bad_utr') return say.badUtr;
  if (code === 'bad_password') return say.badSecret;
  if (code === 'guessable_password') return say.guessableSecret;
  if (code === 'secrets_differ') return say.secretsDiffer;
  return undefined;
}
