import type { ComponentChildren } from 'preact';
import { LANGUAGES } from '../../domain/mess/language.ts';
import { visible } from '../../domain/values/text.ts';
import { Written } from './name.tsx';
import type { PageScope } from './page.ts';
import { CsrfField } from './parts/csrf-field.tsx';
import { StudentNavigation } from './student/navigation.tsx';

/** The frame of every page. */
export function Layout({
  scope,
  title,
  files,
  nav,
  children,
}: {
  readonly scope: PageScope;
  readonly title: string;
  /** The addresses of style sheets and scripts. */
  readonly files: readonly string[];
  readonly nav: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { mess, actor, say, language, csrf } = scope;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{visible(`${title} · ${mess.settings.name}`)}</title>
        {files.map((path) =>
          path.endsWith('.js') ? (
            <script key={path} type="module" src={path} />
          ) : (
            <link key={path} rel="stylesheet" href={path} />
          ),
        )}
      </head>
      <body>
        <a class="skip" href="#content">
          {say.goToContent}
        </a>
        <header>
          <p class="mess">
            <Written text={mess.settings.name} />
          </p>
          {'id' in actor && (
            <form method="post" action="/sign-out">
              <CsrfField csrf={csrf} />
              <span>{actor.id}</span>
              <button type="submit">{say.signOut}</button>
            </form>
          )}
        </header>
        {nav}
        {actor.kind === 'student' && <StudentNavigation scope={scope} />}
        <main id="content">{children}</main>
        {actor.kind !== 'admin' && <Footer scope={scope} />}
      </body>
    </html>
  );
}

/** Each language is named in itself, so that who reads no other finds it. */
const NAMES = { en: 'English', hi: 'हिन्दी' } as const;

function Footer({ scope: { say, language, csrf, address } }: { readonly scope: PageScope }) {
  return (
    <footer>
      <form method="post" action="/language" aria-label={say.language}>
        <CsrfField csrf={csrf} />
        <input type="hidden" name="back" value={address} />
        {LANGUAGES.map((each) => (
          <button
            key={each}
            name="language"
            value={each}
            lang={each}
            type="submit"
            aria-current={each === language ? 'true' : undefined}
          >
            {NAMES[each]}
          </button>
        ))}
      </form>
      <a href="/privacy">{say.privacy}</a>
    </footer>
  );
}
