import type { ComponentChildren } from 'preact';
import type { PageScope } from './page.ts';

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
        <title>{`${title} · ${mess.settings.name}`}</title>
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
            <bdi>{mess.settings.name}</bdi>
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
        <main id="content">{children}</main>
      </body>
    </html>
  );
}

/** Stands in every form of somebody who is signed in. */
export function CsrfField({ csrf }: Pick<PageScope, 'csrf'>) {
  return csrf === undefined ? null : <input type="hidden" name="csrf" value={csrf} />;
}
