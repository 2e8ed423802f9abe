import type { ComponentChildren } from 'preact';
import { ErrorAnswer } from '../../../documents/schemas/error.ts';
import { NotFoundError } from '../../../errors.ts';
import { ABOUT } from '../../api/openapi/openapi.ts';
import { DeskNav } from '../desk/nav.tsx';
import type { Page, PageScope, ShownPage } from '../page.ts';
import { EndpointPart, pathOf, sayWhoMay } from './endpoint.tsx';
import { Marked } from './marked.tsx';
import { SECTIONS } from './sections.ts';
import { sayShape, shapeOf } from './shape.ts';

/** What a program can ask: all endpoints, by what they are about. */
export const docsPage: Page = {
  path: '/docs',
  front: 'desk',
  permission: 'none',
  get: async (scope) =>
    frame(
      scope,
      'The API',
      <>
        {ABOUT.split('\n\n').map((each) => (
          <p key={each}>
            <Marked text={each} />
          </p>
        ))}
        <p>
          In the examples <code>MESS</code> is the address of this server and <code>TOKEN</code>{' '}
          that of a session, from <a href="/docs/signing-in#signInAdmin">signing in</a>, or of a
          service. All of it for programs: <a href="/api/v1/openapi.json">openapi.json</a>.
        </p>
        {SECTIONS.map(({ slug, title, endpoints }) => (
          <section key={slug} aria-labelledby={slug}>
            <h2 id={slug}>
              <a href={`/docs/${slug}`}>{title}</a>
            </h2>
            <ul>
              {endpoints.map((endpoint) => (
                <li key={endpoint.name}>
                  <a href={`/docs/${slug}#${endpoint.name}`}>{endpoint.summary}</a>
                  <br />
                  <code>
                    {endpoint.method} {pathOf(endpoint)}
                  </code>
                  <br />
                  <span class="small">{sayWhoMay(endpoint)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <h2 id="errors">Errors</h2>
        <p>
          400: it cannot be read. 401: nobody is signed in. 403: it is not allowed. 404: there is no
          such thing. 409: it contradicts what is recorded. 422: a value that cannot be. 429 and
          503: later, see Retry-After. 500: it failed. What is refused changed nothing; the words of{' '}
          <code>reason</code> stay, those of <code>message</code> may change.
        </p>
        <pre>{sayShape(shapeOf(ErrorAnswer))}</pre>
      </>,
    ),
};

/** The endpoints of one section, with all that is to be known of each. */
export const docsSectionPage: Page = {
  path: '/docs/:section',
  front: 'desk',
  permission: 'none',
  async get(scope, { params }) {
    const section = SECTIONS.find(({ slug }) => slug === params.section);
    if (section === undefined) {
      throw new NotFoundError('no_such_page', 'There is no such page of the API.');
    }
    const { title, endpoints } = section;
    return frame(
      scope,
      title,
      <>
        <p>
          <a class="tap" href="/docs">
            The API
          </a>
        </p>
        <ul>
          {endpoints.map(({ name, summary }) => (
            <li key={name}>
              <a href={`#${name}`}>{summary}</a>
            </li>
          ))}
        </ul>
        {endpoints.map((endpoint) => (
          <EndpointPart key={endpoint.name} endpoint={endpoint} />
        ))}
      </>,
    );
  },
};

/** Programmers read English, whatever the language of other pages. */
function frame({ actor, path }: PageScope, title: string, children: ComponentChildren): ShownPage {
  return {
    title,
    assets: ['desk.css', 'docs.css'],
    ...(actor.kind === 'admin' && { nav: <DeskNav actor={actor} path={path} /> }),
    body: (
      <div lang="en" class="docs">
        <h1>{title}</h1>
        {children}
      </div>
    ),
  };
}
