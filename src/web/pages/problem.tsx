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
  if (error.reason === 'wrong_credentials') return say.wrongCredentials;
  if (error.reason === 'no_such_page') return say.noSuchPage;
  return error.message;
}
