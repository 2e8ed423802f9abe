import type { ComponentChildren } from 'preact';
import type { PageScope } from './page.ts';

/** The frame of every page. */
export function Layout({
  scope,
  title,
  style,
  children,
}: {
  readonly scope: PageScope;
  readonly title: string;
  /** The address of the style sheet. */
  readonly style: string;
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
        <link rel="stylesheet" href={style} />
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
        <main id="content">{children}</main>
      </body>
    </html>
  );
}

/** Stands in every form of somebody who is signed in. */
export function CsrfField({ csrf }: Pick<PageScope, 'csrf'>) {
  return csrf === undefined ? null : <input type="hidden" name="csrf" value={csrf} />;
}
