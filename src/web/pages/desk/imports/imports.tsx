import { attendanceImportDocument } from '../../../../documents/attendance.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { listAttendanceImports } from '../../../../operations/attendance/undo-import.ts';
import { Written } from '../../name.tsx';
import { Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { timeOf } from '../style.ts';
import { IMPORT_KINDS } from './kinds.ts';

/** Which files were taken, and where others are. */
export const importsPage = deskPage({
  path: '/desk/imports',
  permission: 'see imports',
  async get({ mess, actor }) {
    const imports = (await listAttendanceImports(mess, actor))
      .toReversed()
      .map(attendanceImportDocument);
    const time = timeOf(mess);
    const kinds = IMPORT_KINDS.filter(({ permission }) => isAllowed(actor, permission));
    return {
      title: 'Imports',
      body: (
        <>
          <h1>Imports</h1>
          <p>A file is read and shown first, with every mistake and its line. Then it is taken.</p>
          <ul>
            {kinds.map(({ kind, title }) => (
              <li key={kind}>
                <a href={`/desk/imports/${kind}`}>Import a file: {title.toLowerCase()}</a>
              </li>
            ))}
          </ul>
          <Table
            caption="Files of attendance that were taken"
            columns={['No', 'When', 'By', 'File', 'Months', 'Rows', 'Status']}
            none="No file of attendance was taken."
            rows={imports.map((each) => ({
              key: each.import,
              cells: [
                each.import,
                time(each.at),
                each.by,
                <Written key="file" text={each.file} />,
                each.months.join(', '),
                each.rows,
                each.status,
              ],
            }))}
          />
        </>
      ),
    };
  },
});
