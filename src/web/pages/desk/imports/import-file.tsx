import { createHash } from 'node:crypto';
import type { ImportReportDocument } from '../../../../documents/schemas/imports.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { UsageError } from '../../../../errors.ts';
import { IMPORT_ENDPOINTS } from '../../../api/imports/imports.ts';
import { Reply } from '../../../api/reply.ts';
import type { SentFile } from '../../../request.ts';
import { Written } from '../../name.tsx';
import type { Given, Page, PageScope, ShownPage } from '../../page.ts';
import { Check, Choice, plainOptions } from '../../parts/field.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { Done, Facts, Warnings } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import { deskPage, withQuery } from '../desk-page.tsx';
import { IMPORT_KINDS, type ImportKind } from './kinds.ts';

/** A file up to this goes with the page that shows what it comes to; a larger one is chosen again. */
const KEPT_BYTES = 512 * 1024;

/** So many mistakes are shown. */
const SHOWN_MISTAKES = 200;

/** Reads a file, shows what it would do with the line of each mistake, and takes it when that is confirmed. */
export const importFilePages: readonly Page[] = IMPORT_KINDS.map((kind) => {
  const path = `/desk/imports/${kind.kind}`;
  return deskPage({
    path,
    permission: kind.permission,
    takesFile: true,
    isLook: (given) => given.do !== 'take',
    async get(scope, { query, problem }) {
      return {
        title: `Import: ${kind.title}`,
        body: (
          <>
            <h1>Import: {kind.title}</h1>
            <Done>
              {query.done === undefined
                ? undefined
                : `The file is taken: ${sayCount(Number(query.done) || 0, 'row')}.`}
            </Done>
            <p>A file of CSV, or a sheet that is saved as CSV, with {kind.columns}.</p>
            <Form
              scope={scope}
              problem={problem}
              action={path}
              submit="Show what it would do"
              isLong
              hasFile
            >
              <FileField />
              {kind.options.map((option) => (
                <Option key={option.name} option={option} />
              ))}
            </Form>
          </>
        ),
      };
    },
    async post(scope, { given }) {
      const file = fileOf(scope, given);
      if (given.do !== 'take') return preview(scope, kind, given, file);
      if (digestOf(file) !== given.sha256) {
        throw new UsageError('bad_value', 'This is another file than the one that was shown.', {
          details: { field: 'file' },
        });
      }
      const { inserted, updated } = await run(scope, kind, given, file, false);
      return { to: withQuery(path, { done: String(inserted + updated) }) };
    },
  });
});

function fileOf({ request }: PageScope, { name = '', content }: Given): SentFile {
  if (content !== undefined) return { name, bytes: Buffer.from(content, 'base64') };
  if (request.file !== undefined) return request.file;
  throw new UsageError('missing_value', 'Choose a file.', { details: { field: 'file' } });
}

/** As the endpoint does it. */
async function run(
  { mess, actor, request }: PageScope,
  kind: ImportKind,
  given: Given,
  file: SentFile,
  dryRun: boolean,
): Promise<ImportReportDocument> {
  const endpoint = IMPORT_ENDPOINTS.find(({ name }) => name === kind.endpoint);
  if (endpoint === undefined) throw new TypeError(`There is no endpoint ${kind.endpoint}.`);
  const options = kind.options.flatMap(({ name, options: words }) => {
    const value = given[name] ?? '';
    if (words !== undefined) return words.includes(value) ? [[name, value]] : [];
    return value === 'yes' ? [[name, 'true']] : [];
  });
  const query = { ...Object.fromEntries(options), ...(dryRun && { dryRun: 'true' }) };
  const scope = { mess, actor, request: { ...request, file } };
  const input = { params: {}, query, body: undefined } as never;
  const answered = await endpoint.run(scope, input);
  return (answered instanceof Reply ? answered.document : answered) as ImportReportDocument;
}

async function preview(
  scope: PageScope,
  kind: ImportKind,
  given: Given,
  file: SentFile,
): Promise<ShownPage> {
  const report = await run(scope, kind, given, file, true);
  const { title } = kind;
  const changes = report.inserted + report.updated;
  const isFit = changes > 0 && (report.rejected === 0 || given.partial === 'yes');
  return {
    title: `Import: ${title}, to be confirmed`,
    body: (
      <>
        <h1>What the file would do</h1>
        <Facts
          facts={[
            ['File', report.file],
            ['Rows', String(report.rows)],
            ['New', String(report.inserted)],
            ['Replaced', String(report.updated)],
            ['As it is already', String(report.unchanged)],
            ['Rejected', String(report.rejected)],
          ]}
        />
        <Warnings sentences={report.warnings} />
        <Mistakes report={report} />
        {isFit ? (
          <Confirm scope={scope} kind={kind} given={given} file={file} changes={changes} />
        ) : (
          <p>Nothing of it can be taken like that.</p>
        )}
        <p>
          <a href={`/desk/imports/${kind.kind}`}>Another file</a>
        </p>
      </>
    ),
  };
}

function Mistakes({ report: { errors } }: { readonly report: ImportReportDocument }) {
  if (errors.length === 0) return null;
  return (
    <>
      <Table
        caption={sayCount(errors.length, 'mistake')}
        columns={['Line', 'Column', 'Value', 'What is wrong']}
        none="No mistakes."
        rows={errors.slice(0, SHOWN_MISTAKES).map((each, at) => ({
          key: at,
          cells: [
            each.line,
            <Written key="column" text={each.column} />,
            <Written key="value" text={each.value} />,
            <Written key="message" text={each.message} />,
          ],
        }))}
      />
      {errors.length > SHOWN_MISTAKES && <p>And {errors.length - SHOWN_MISTAKES} more.</p>}
    </>
  );
}

function Confirm({
  scope,
  kind,
  given,
  file: { name, bytes },
  changes,
}: {
  readonly scope: PageScope;
  readonly kind: ImportKind;
  readonly given: Given;
  readonly file: SentFile;
  readonly changes: number;
}) {
  const options = Object.fromEntries(
    kind.options.flatMap(({ name: key }) => (given[key] ? [[key, given[key]]] : [])),
  );
  const isKept = bytes.length <= KEPT_BYTES;
  const buffer = Buffer.from(bytes);
  const kept: Given = isKept ? { content: buffer.toString('base64') } : {};
  return (
    <Form
      scope={scope}
      action={`/desk/imports/${kind.kind}`}
      does="take"
      submit={`Take the file: ${sayCount(changes, 'row')}`}
      hasFile
    >
      <Hidden values={{ ...options, ...kept, name, sha256: digestOf({ bytes }) }} />
      {!isKept && <FileField />}
    </Form>
  );
}

function digestOf({ bytes }: Pick<SentFile, 'bytes'>): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function FileField() {
  return (
    <label class="field">
      <span>File</span>
      <input type="file" name="file" accept=".csv,.txt,.html,.xls,text/csv" required />
    </label>
  );
}

function Option({
  option: { name, label, options },
}: {
  readonly option: ImportKind['options'][number];
}) {
  if (options === undefined) return <Check name={name} label={label} />;
  return <Choice name={name} label={label} options={plainOptions(options)} />;
}
