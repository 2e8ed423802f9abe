import type { StudentAttendance } from '../../../../domain/attendance/attendance.ts';
import { formatDays, parseDays } from '../../../../domain/values/days.ts';
import { calendarDays, type Month, monthName } from '../../../../domain/values/month.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { showAttendance } from '../../../../operations/attendance/attendance.ts';
import { recordDaysOfMany } from '../../../../operations/attendance/record-days.ts';
import { proposeMonth } from '../../../../operations/billing/propose-month.ts';
import { currentMonth } from '../../../../operations/mess/mess.ts';
import { parseField } from '../../../values.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Form, useSent } from '../../parts/form.tsx';
import { doUnlessSlip, isTicked, monthOf } from '../../parts/given.ts';
import { MonthsBeside } from '../../parts/months.tsx';
import { Done } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import type { Given, Problem } from '../../sent.ts';
import { deskPage, leadTo } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';

/** So many fields are quick on a weak phone; of 500 each key would be felt. */
const AT_ONCE = 50;

/** Of the month that is mostly meant. */
export const attendanceStart = leadTo('/desk/attendance', 'see attendance', async ({ mess }) =>
  pathTo('attendance', (await proposeMonth(mess, 'record')) ?? currentMonth(mess)),
);

export const daysPage = deskPage({
  path: '/desk/attendance/:month',
  permission: 'see attendance',
  sends: 'record attendance',
  async get(scope, { params, query, problem }) {
    const month = monthOf(params);
    const roll = await showAttendance(scope.mess, scope.actor, month);
    return {
      title: `Attendance of ${monthName(month)}`,
      body: <Days scope={scope} month={month} roll={roll} query={query} problem={problem} />,
    };
  },
  async post({ mess, actor }, { params, query, given }) {
    const month = monthOf(params);
    const days = readDays(given);
    const [replace, beyondMembership] = [isTicked(given, 'replace'), isTicked(given, 'beyond')];
    const input = { month, days, replace, beyondMembership, unlikely: true };
    const { changed } = await doUnlessSlip(mess, given, (on) => recordDaysOfMany(on, actor, input));
    const done = String(changed.length);
    return { to: withQuery(pathTo('attendance', month), { page: nextPage(query, given), done }) };
  },
});

function nextPage(query: Given, given: Given): string | undefined {
  return given.next || query.page;
}

const PREFIX = 'days ';

/** An empty field leaves what is recorded as it is. */
function readDays(given: Given): Map<string, number> {
  const fields = Object.entries(given).filter(
    ([name, text]) => name.startsWith(PREFIX) && text.trim() !== '',
  );
  return new Map(
    fields.map(([name, text]) => {
      const id = name.slice(PREFIX.length);
      return [id, parseField(id, parseDays, text)];
    }),
  );
}

function Days({
  scope,
  month,
  roll,
  query,
  problem,
}: {
  readonly scope: PageScope;
  readonly month: Month;
  readonly roll: readonly StudentAttendance[];
  readonly query: Given;
  readonly problem: Problem | undefined;
}) {
  const pages = Math.max(1, Math.ceil(roll.length / AT_ONCE));
  const page = Math.min(pages, Math.max(1, Number(query.page) || 1));
  const shown = roll.slice((page - 1) * AT_ONCE, page * AT_ONCE);
  const path = pathTo('attendance', month);
  const unrecorded = roll.filter(({ daysHundredths }) => daysHundredths === null).length;
  const may = isAllowed(scope.actor, 'record attendance');
  const table = <DaysTable month={month} shown={shown} may={may} />;
  const changed = query.done === undefined ? undefined : Number(query.done) || 0;
  return (
    <>
      <h1>Attendance of {monthName(month)}</h1>
      <Done>
        {changed === undefined
          ? undefined
          : `Recorded the days of ${sayCount(changed, 'student')}.`}
      </Done>
      <MonthsBeside month={month} to={(each) => pathTo('attendance', each)} />
      <p>
        {roll.length > 0 &&
          (unrecorded === 0
            ? `Days are recorded for all ${sayCount(roll.length, 'student')} on the roll.`
            : `No days are recorded for ${unrecorded} of the ${sayCount(roll.length, 'student')} on the roll.`)}{' '}
        {may && roll.length > 0 && <a href={`${path}/grid`}>Day by day</a>}
      </p>
      {may && shown.length > 0 ? (
        <Form
          scope={scope}
          problem={problem}
          action={withQuery(path, { page: page > 1 ? String(page) : undefined })}
          submit={page < pages ? 'Save, and the next' : 'Save'}
        >
          {page < pages && <input type="hidden" name="next" value={String(page + 1)} />}
          {table}
          <Insist problem={problem} />
        </Form>
      ) : (
        table
      )}
      {pages > 1 && <Pages path={path} page={page} pages={pages} />}
    </>
  );
}

function DaysTable({
  month,
  shown,
  may,
}: {
  readonly month: Month;
  readonly shown: readonly StudentAttendance[];
  readonly may: boolean;
}) {
  return (
    <Table
      caption={`Days present, of ${calendarDays(month)}; half days as 27.5`}
      columns={['Student', 'Name', { title: 'Days', isFigure: true }]}
      none="Nobody is on the roll in this month."
      rows={shown.map(({ id, name, daysHundredths }) => {
        const days = daysHundredths === null ? '' : formatDays(daysHundredths);
        return {
          key: id,
          cells: [
            id,
            <Written key="name" text={name} />,
            may ? <DaysField key="days" id={id} days={days} /> : days,
          ],
        };
      })}
    />
  );
}

function DaysField({ id, days }: { readonly id: string; readonly days: string }) {
  const { value } = useSent(`${PREFIX}${id}`, days);
  const { wrong } = useSent(id, '');
  return (
    <input
      name={`${PREFIX}${id}`}
      value={value}
      size={5}
      inputmode="decimal"
      autocomplete="off"
      aria-label={`Days of ${id}`}
      aria-invalid={wrong === undefined ? undefined : 'true'}
    />
  );
}

/** What is refused, and done when it is said that it is meant. */
function Insist({ problem }: { readonly problem: Problem | undefined }) {
  const { reason } = problem?.error ?? {};
  if (reason === 'beyond_membership' || reason === 'student_left') {
    return (
      <label class="check">
        <input type="checkbox" name="beyond" value="yes" /> Record days beyond the time on the roll
      </label>
    );
  }
  if (reason !== 'days_marked') return null;
  return (
    <label class="check">
      <input type="checkbox" name="replace" value="yes" /> Drop the daily marks of these students
      for good
    </label>
  );
}

function Pages({
  path,
  page,
  pages,
}: {
  readonly path: string;
  readonly page: number;
  readonly pages: number;
}) {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  return (
    <nav aria-label="Pages of the roll" class="pages">
      {numbers.map((each) => (
        <a
          key={each}
          href={withQuery(path, { page: String(each) })}
          aria-current={each === page ? 'page' : undefined}
        >
          {each}
        </a>
      ))}
    </nav>
  );
}
