import { auditDocument } from '../../../../documents/mess.ts';
import type { AuditEntryDocument } from '../../../../documents/schemas/mess.ts';
import { parseText } from '../../../../domain/values/text.ts';
import { listAudit } from '../../../../operations/mess/audit.ts';
import { Written } from '../../name.tsx';
import { Field } from '../../parts/field.tsx';
import { Question } from '../../parts/form.tsx';
import { maybe, monthReader } from '../../parts/given.ts';
import { Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { timeOf } from '../style.ts';

const PATH = '/desk/record';

const AT_ONCE = 100;

/** Who changed what, the newest first. */
export const recordPage = deskPage({
  path: PATH,
  permission: 'see the record of changes',
  async get({ mess, actor }, { query }) {
    const word = (text: string) => parseText(text, 'word', 255);
    const entries = await listAudit(mess, actor, {
      by: maybe(query, 'by', word),
      on: maybe(query, 'on', word),
      month: maybe(query, 'month', monthReader(mess)),
      last: AT_ONCE,
    });
    const time = timeOf(mess);
    return {
      title: 'Record of changes',
      body: (
        <>
          <h1>Record of changes</h1>
          <Question action={PATH} submit="Show">
            <Field
              name="by"
              label="Who"
              hint="The id of an admin, or database, or token"
              value={query.by ?? ''}
            />
            <Field
              name="on"
              label="On what"
              hint="As S001, or bill 2025-05"
              value={query.on ?? ''}
            />
            <Field name="month" label="Month" value={query.month ?? ''} />
          </Question>
          <Table
            caption={`The newest ${AT_ONCE} that are like that`}
            columns={['No', 'When', 'Who', 'Did', 'On', 'Before', 'After']}
            none="No entry of the record of changes is like that."
            rows={[...auditDocument(entries)].reverse().map((entry) => ({
              key: entry.sequence,
              cells: [
                entry.sequence,
                <time key="when">{time(entry.at)}</time>,
                entry.actor.id ?? entry.actor.kind,
                entry.command,
                <Written key="on" text={entry.subject} />,
                <Values key="before" value={entry.before} />,
                <Values key="after" value={entry.after} />,
              ],
            }))}
          />
        </>
      ),
    };
  },
});

const LONG = 200;

/** What was recorded, as it stands there; what is long is shortened. */
function Values({ value }: { readonly value: AuditEntryDocument['before'] }) {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'object' ? sayFields(value) : String(value);
  return <Written text={text.length > LONG ? `${text.slice(0, LONG)}…` : text} />;
}

function sayFields(value: object): string {
  return Object.entries(value)
    .filter(([key, each]) => key !== 'digests' && each !== null)
    .map(([key, each]) => `${key}: ${typeof each === 'object' ? JSON.stringify(each) : each}`)
    .join(', ');
}
