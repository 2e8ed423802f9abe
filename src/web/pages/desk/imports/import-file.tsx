import { sayCount } from '../../../../domain/values/text.ts';
import { BusyError, UsageError } from '../../../../errors.ts';
import { ENDPOINTS } from '../../../api/catalogue.ts';
import type { Endpoint } from '../../../api/endpoint.ts';
import { Reply } from '../../../api/reply.ts';
import { readSent, type SentFile, sentInField } from '../../../sent-file.ts';
import type { Page, PageScope, ShownPage } from '../../page.ts';
import { Form, Hidden } from '../../parts/form.tsx';
import { Done } from '../../parts/notices.tsx';
import { type Given, type Problem, sendBack } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';
import { FileField } from './file-form.tsx';
import { ImportIsland, type ImportView } from './import-view.tsx';
import { IMPORT_KINDS, type ImportKind } from './kinds.ts';
import { countChanges, type FileReport, isFit, NotFit, Report, sayTake } from './report.tsx';

/** A file up to this goes with the page that shows what it comes to; a larger one is chosen again. */
const KEPT_BYTES = 512 * 1024;

/** Reads a file, shows what it would do with the line of each mistake, and takes it when that is confirmed. */
export const importFilePages: readonly Page[] = IMPORT_KINDS.map((kind) => {
  const path = `/desk/imports/${kind.kind}`;
  return deskPage({
    path,
    permission: kind.permission,
    takesFile: true,
    isLook: (given) => given.do !== 'take',
    async get(scope, { query, problem }) {
      const view = viewOf(scope, kind, problem);
      return {
        title: `Import: ${kind.title}`,
        assets: ['import.js'],
        body: (
          <>
            <h1>Import: {kind.title}</h1>
            <Done>
              {query.done === undefined
                ? undefined
                : `The file is taken: ${sayCount(Number(query.done) || 0, 'row')}.`}
            </Done>
            <p>A file of CSV, or a sheet that is saved as CSV, with {kind.columns}.</p>
            <div id="import" data-view={JSON.stringify(view)}>
              <ImportIsland view={view} money={moneyOf(scope.mess)} />
            </div>
          </>
        ),
      };
    },
    async post(scope, { given }) {
      const file = fileOf(scope, given);
      const shown = { scope, kind, given, file };
      if (given.do !== 'take') return showReport(shown, await look(shown));
      try {
        const { basis = '' } = given;
        const taken = (await run(shown, { basis })) as FileReport;
        return { to: withQuery(path, { done: String(countChanges(taken)) }) };
      } catch (error) {
        if (!(error instanceof BusyError) || error.reason !== 'changed_meanwhile') throw error;
        const { preview, basis } = error.details as { preview: FileReport; basis: string };
        return showReport(shown, { report: preview, basis, isChanged: true });
      }
    },
  });
});

function viewOf(
  { mess, csrf }: PageScope,
  { kind, options, ...more }: ImportKind,
  problem: Problem | undefined,
): ImportView {
  return {
    kind: { kind, options },
    api: endpointOf(more).path,
    locale: mess.settings.locale,
    csrf,
    operation: crypto.randomUUID(),
    problem: problem && sendBack(problem),
  };
}

interface Shown {
  readonly scope: PageScope;
  readonly kind: ImportKind;
  readonly given: Given;
  readonly file: SentFile;
}

interface Looked {
  readonly report: FileReport;
  /** Comes back with the confirmation. */
  readonly basis: string;
  /** It is not what was shown and agreed to. */
  readonly isChanged?: true;
}

function fileOf({ request }: PageScope, { name = '', content }: Given): SentFile {
  if (content !== undefined) return sentInField(name, Buffer.from(content, 'base64'));
  if (request.file !== undefined) return request.file;
  throw new UsageError('missing_value', 'Choose a file.', { details: { field: 'file' } });
}

function endpointOf(kind: Pick<ImportKind, 'endpoint'>): Endpoint {
  const endpoint = ENDPOINTS.find(({ name }) => name === kind.endpoint);
  if (endpoint === undefined) throw new TypeError(`There is no endpoint ${kind.endpoint}.`);
  return endpoint;
}

/** As the endpoint does it. */
function run(
  { scope: { mess, actor, request }, kind, given, file }: Shown,
  more: Readonly<Record<string, string>>,
): Promise<unknown> {
  const query = { ...Object.fromEntries(listOptions(kind, given)), ...more };
  const scope = { mess, actor, request: { ...request, file } };
  return endpointOf(kind).run(scope, { params: {}, query, body: undefined } as never);
}

/** Those that were filled in, as the endpoint takes them. */
function listOptions({ options }: ImportKind, given: Given): (readonly [string, string])[] {
  return options.flatMap(({ name, options: words, isText }) => {
    const value = given[name] ?? '';
    if (isText) return value.trim() === '' ? [] : [[name, value]];
    if (words === undefined) return value === 'yes' ? [[name, 'true']] : [];
    return value !== '' && words.some(([each]) => each === value) ? [[name, value]] : [];
  });
}

async function look(shown: Shown): Promise<Looked> {
  const reply = await run(shown, { dryRun: 'true' });
  if (!(reply instanceof Reply)) throw new TypeError('a dry run without a basis');
  return { report: reply.document as FileReport, basis: reply.headers['x-basis'] ?? '' };
}

async function showReport(shown: Shown, { report, basis, isChanged }: Looked): Promise<ShownPage> {
  const { scope, kind, given, file } = shown;
  const content = file.size > KEPT_BYTES ? undefined : await encode(file);
  return {
    title: `Import: ${kind.title}, to be confirmed`,
    ...(isChanged && { status: 409 }),
    body: (
      <>
        <h1>What the file would do</h1>
        {isChanged && (
          <p role="alert" class="wrong">
            The file, or what is recorded, is another than the one that was shown, and nothing was
            written. Look again: this is what the file would do by now.
          </p>
        )}
        <Report report={report} money={moneyOf(scope.mess)} />
        {isFit(report, given.partial === 'yes') ? (
          <Confirm shown={shown} report={report} basis={basis} content={content} />
        ) : (
          <NotFit />
        )}
        <p>
          <a class="tap" href={`/desk/imports/${kind.kind}`}>
            Another file
          </a>
        </p>
      </>
    ),
  };
}

async function encode(file: SentFile): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of readSent(file).chunks) pieces.push(piece);
  return Buffer.concat(pieces).toString('base64');
}

function Confirm({
  shown,
  report,
  basis,
  content,
}: {
  readonly shown: Shown;
  readonly report: FileReport;
  readonly basis: string;
  /** The file, in base64; it is chosen again where it is left out. */
  readonly content: string | undefined;
}) {
  const { scope, kind, given, file } = shown;
  const options = Object.fromEntries(
    kind.options.flatMap(({ name: key }) => (given[key] ? [[key, given[key]]] : [])),
  );
  const kept: Given = content === undefined ? {} : { content };
  return (
    <Form
      scope={scope}
      action={`/desk/imports/${kind.kind}`}
      does="take"
      submit={sayTake(report)}
      hasFile
    >
      <Hidden values={{ ...options, ...kept, name: file.name, basis }} />
      {content === undefined && <FileField />}
    </Form>
  );
}
