import { calendarDays, monthName } from '../../../../domain/values/month.ts';
import { showAttendance } from '../../../../operations/attendance/attendance.ts';
import type { MarkOfStudent } from '../../../../operations/attendance/daily-marks.ts';
import { listDailyMarks } from '../../../../operations/attendance/daily-marks.ts';
import { monthOf } from '../../parts/given.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { Grid, type GridMonth, type Mark } from './grid-view.tsx';

/** So many rows are drawn before the script knows how many are seen. */
const DRAWN_AT_FIRST = 20;

/** The roll call of a month, day by day: by a script, which draws what is seen. */
export const gridPage = deskPage({
  path: '/desk/attendance/:month/grid',
  permission: 'record attendance',
  async get({ mess, actor }, { params }) {
    const month = monthOf(params);
    const roll = await showAttendance(mess, actor, month);
    const marks = groupMarks(await listDailyMarks(mess, actor, { month, id: undefined }));
    const days = calendarDays(month);
    const grid: GridMonth = {
      month,
      days,
      students: roll.map(({ id, name }) => ({
        id,
        name,
        marks: Array.from({ length: days }, (_, day) => marks.get(`${id} ${day + 1}`) ?? ''),
      })),
    };
    const to = Math.min(DRAWN_AT_FIRST, roll.length);
    return {
      title: `Attendance of ${monthName(month)}, day by day`,
      assets: ['attendance-grid.js'],
      body: (
        <>
          <h1>Attendance of {monthName(month)}, day by day</h1>
          <p>
            Move with the arrows; P is present, A absent, H half a day. What is changed is saved by
            itself, and the days of the month become the sums of the marks.{' '}
            <a href={pathTo('attendance', month)}>Days of the month instead</a>
          </p>
          {roll.length === 0 ? (
            <p>
              Nobody is on the roll in this month. Put students on the <a href="/desk/roll">roll</a>
              .
            </p>
          ) : (
            <>
              <p id="grid-status" role="status">
                This grid needs a script. Without it, record the days of the month instead.
              </p>
              <div id="attendance-grid" class="grid-scroll" data-month={JSON.stringify(grid)}>
                <Grid grid={grid} from={0} to={to} rowHeight={36} place={{ row: 0, day: 0 }} />
              </div>
            </>
          )}
        </>
      ),
    };
  },
});

function groupMarks(marks: readonly MarkOfStudent[]): ReadonlyMap<string, Mark> {
  return new Map(
    marks
      .filter(({ isCalled }) => isCalled)
      .map(({ studentId, date, daysHundredths }) => {
        const mark = daysHundredths === 100 ? 'P' : daysHundredths === 50 ? 'H' : 'A';
        return [`${studentId} ${Number(date.slice(-2))}`, mark];
      }),
  );
}
