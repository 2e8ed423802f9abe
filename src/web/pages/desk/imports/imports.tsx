import { attendanceImportDocument } from '../../../../documents/attendance.ts';
import type { ImportRecord } from '../../../../domain/imports/import-record.ts';
import { parseCount } from '../../../../domain/values/size.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import {
  listAttendanceImports,
  undoAttendanceImport,
} from '../../../../operations/attendance/imports/undo.ts';
import {
  listPaymentImports,
  undoPaymentImport,
} from '../../../../operations/payments/bank/undo-import.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Reason } from '../../parts/field.tsx';
import { Folded } from '../../parts/folded.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { need } from '../../parts/given.ts';
import { Done } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';
import { timeOf } from '../style.ts';
import { IMPORT_KINDS } from './kinds.ts';

const PATH = '/desk/imports';

/** Which files were taken, and where others are. */
export const importsPage = deskPage({
  path: PATH,
  permission: 'see imports',
  sends: 'undo imports',
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const attendance = await listAttendanceImports(mess, actor);
    const payments = await listPaymentImports(mess, actor);
    const kinds = IMPORT_KINDS.filter(({ permission }) => isAllowed(actor, permission));
    return {
      title: 'Imports',
      body: (
        <>
          <h1>Imports</h1>
          <Done>
            {query.done === undefined
              ? undefined
              : `Import ${query.done} is taken back. The file can be taken again.`}
          </Done>
          <p>A file is read and shown first, with every mistake and its line. Then it is taken.</p>
          <ul>
            {kinds.map(({ kind, title }) => (
              <li key={kind}>
                <a class="tap" href={`${PATH}/${kind}`}>
                  Import a file: {title.toLowerCase()}
                </a>
              </li>
            ))}
          </ul>
          <AttendanceFiles {...{ scope, imports: attendance, problem }} />
          <BankFiles {...{ scope, imports: payments, problem }} />
        </>
      ),
    };
  },
  async post({ mess, actor }, { given }) {
    const no = need(given, 'no', parseCount);
    if (given.do?.startsWith('payments')) {
      await undoPaymentImport(mess, actor, no, need(given, 'reason', parseReason));
    } else await undoAttendanceImport(mess, actor, no);
    return { to: withQuery(PATH, { done: String(no) }) };
  },
});

interface Files {
  readonly scope: PageScope;
  readonly imports: readonly ImportRecord[];
  readonly problem: Problem | undefined;
}

function AttendanceFiles({ scope, imports, problem }: Files) {
  const time = timeOf(scope.mess);
  const may = isAllowed(scope.actor, 'undo imports');
  return (
    <Table
      caption="Files of attendance that were taken"
      columns={[
        'No',
        'When',
        'By',
        'File',
        'Months',
        ...figures('Rows'),
        'Status',
        ...(may ? ['Take back'] : []),
      ]}
      none="No file of attendance was taken."
      rows={imports
        .toReversed()
        .map(attendanceImportDocument)
        .map((each) => ({
          key: each.import,
          cells: [
            each.import,
            time(each.at),
            each.by,
            <Written key="file" text={each.file} />,
            each.months.join(', '),
            each.rows,
            each.status,
            ...(may
              ? [
                  each.status === 'taken' && (
                    <Undo key="undo" {...{ scope, problem, kind: 'attendance', no: each.import }} />
                  ),
                ]
              : []),
          ],
        }))}
    />
  );
}

function BankFiles({ scope, imports, problem }: Files) {
  const time = timeOf(scope.mess);
  const may = isAllowed(scope.actor, 'undo imports of payments');
  return (
    <Table
      caption="Files of the bank that were taken"
      columns={[
        'No',
        'When',
        'By',
        'File',
        ...figures('Lines', 'New', 'Known'),
        'Status',
        ...(may ? ['Take back'] : []),
      ]}
      none="No file of the bank was taken."
      rows={imports.toReversed().map((each) => ({
        key: each.no,
        cells: [
          each.no,
          time(each.at),
          each.by,
          <Written key="file" text={each.file} />,
          each.rows,
          each.inserted,
          each.unchanged,
          each.undoneBy === null ? 'taken' : 'taken back',
          ...(may
            ? [
                each.undoneBy === null && (
                  <Undo key="undo" {...{ scope, problem, kind: 'payments', no: each.no }} />
                ),
              ]
            : []),
        ],
      }))}
    />
  );
}

function Undo({
  scope,
  problem,
  kind,
  no,
}: {
  readonly scope: PageScope;
  readonly problem: Problem | undefined;
  readonly kind: 'attendance' | 'payments';
  readonly no: number;
}) {
  const does = `${kind} ${no}`;
  return (
    <Folded title="Take back" label={`Take back import ${no}`} isOpen={problem?.given.do === does}>
      <Form
        scope={scope}
        problem={problem}
        action={PATH}
        does={does}
        submit={`Take import ${no} back`}
        isGrave
      >
        <p>
          {kind === 'payments'
            ? 'Its receipts are reversed and keep their numbers, and its lines leave the suspense.'
            : 'The days of before stand again.'}
        </p>
        <Hidden values={{ no: String(no) }} />
        {kind === 'payments' && <Reason />}
      </Form>
    </Folded>
  );
}
