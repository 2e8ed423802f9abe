import { listHolders } from '../../../operations/access/permissions.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import { curlOf } from './example.ts';
import { Marked } from './marked.tsx';
import { type Shape, sayShape, shapeOf } from './shape.ts';

/** All that is to be known of an endpoint. */
export function EndpointPart({ endpoint }: { readonly endpoint: Endpoint }) {
  const { name, method, summary, details, answer, status = 200, isFleeting } = endpoint;
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>{summary}</h2>
      <p>
        <code>
          {method} {pathOf(endpoint)}
        </code>
      </p>
      {details !== undefined && <p>{details}</p>}
      <h3>Who may</h3>
      <p>{sayWhoMay(endpoint)}</p>
      <Fields endpoint={endpoint} />
      <h3>Answer</h3>
      <p>
        {status}
        {method === 'GET' && !isFleeting && ', or 304 to who has it already'}; what is refused is an{' '}
        <a href="/docs#errors">error</a>.
      </p>
      <pre>{sayShape(shapeOf(answer))}</pre>
      <h3>Example</h3>
      <pre>{curlOf(endpoint)}</pre>
    </section>
  );
}

/** As OpenAPI writes it: `/api/v1/bills/{month}`. */
export function pathOf({ path }: Endpoint): string {
  return `/api/v1${path.replace(/:(\w+)/g, '{$1}')}`;
}

/** `manager, owner; a service token with bills; a student, of their own`. */
export function sayWhoMay({ permission, own, needsPassword }: Endpoint): string {
  if (permission === 'none') return 'Everybody: nobody has to be signed in.';
  const { roles, rights } = listHolders(permission);
  const who = [
    roles.join(', '),
    ...(rights.length === 0 ? [] : [`a service token with ${rights.join(' or ')}`]),
    ...(own === undefined ? [] : ['a student, of their own']),
  ];
  const again = needsPassword ? ' The own password is asked for once more.' : '';
  return `${who.filter((each) => each !== '').join('; ')}.${again}`;
}

function Fields({ endpoint }: { readonly endpoint: Endpoint }) {
  const { path, query, body, takesFile } = endpoint;
  const params = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const fields = [
    ...params.map((name) => ({ name, place: 'in the path', what: 'text' })),
    ...(query === undefined ? [] : listFields(shapeOf(query), 'in the query')),
    ...(takesFile ? [FILE] : []),
    ...(body === undefined ? [] : listFields(shapeOf(body), 'in the body')),
  ];
  if (fields.length === 0) return null;
  return (
    <>
      <h3>What is sent</h3>
      <dl class="fields">
        {fields.map(({ name, place, what }) => (
          <div key={`${place} ${name}`}>
            <dt>
              <code>{name}</code> {place}
            </dt>
            <dd>
              <Marked text={what} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const FILE = {
  name: 'file',
  place: 'is the body',
  what: 'text/csv or application/octet-stream, or the file of a form as multipart/form-data',
};

function listFields({ properties = {}, required = [] }: Shape, place: string) {
  return Object.entries(properties).map(([name, each]) => ({
    name,
    place: required.includes(name) ? place : `${place}, may be left out`,
    what: [sayShape(each), each.description].filter((part) => part !== undefined).join(': '),
  }));
}
