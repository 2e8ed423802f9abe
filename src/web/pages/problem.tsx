import type { MessError } from '../../errors.ts';
import type { PageScope } from './page.ts';

/** What went wrong where there is no form to say it in. */
export function ProblemPage({
  scope: { say },
  error,
}: {
  readonly scope: PageScope;
  readonly error: MessError;
}) {
  return (
    <>
      <h1>{say.somethingWrong}</h1>
      <p role="alert">{sayProblem(say, error)}</p>
    </>
  );
}

/** The sentence of an error, in the language of the page where it has one. */
export function sayProblem(say: PageScope['say'], error: MessError): string {
  if (error.reason === 'wrong_credentials') return say.wrongCredentials;
  if (error.reason === 'no_such_page') return say.noSuchPage;
  return error.message;
}
