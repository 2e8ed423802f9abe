import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { compileForm, exchangeInForm } from '../../../../src/input/csv/dates/forms.ts';
import { createDateJudge } from '../../../../src/input/csv/dates/judge.ts';
import { stepOf } from '../../../support/strength.ts';

const DATES = [
  ...['/', '-', '.'].flatMap((sign) =>
    ['DD MM YYYY', 'D M YYYY', 'MM DD YYYY', 'M D YYYY', 'YYYY MM DD', 'YYYY M D'].map((form) =>
      form.replaceAll(' ', sign),
    ),
  ),
  ...['DD/MM/YY', 'M-D-YY', 'YY/MM/DD', 'YYYYMMDD', 'DDMMYYYY'],
  ...['DD-MMM-YYYY', 'D MMM YYYY', 'MMM D, YYYY', 'D MMMM YYYY', 'DD-MMM-YY'],
];
const TIMES = [
  'H:mm',
  'HH:mm',
  'H:mm:ss',
  'HH:mm:ss',
  'h:mm A',
  'hh:mm A',
  'h:mm:ss A',
  'hh:mm:ssA',
];
const GAPS = [' ', ', ', 'T'];
const ZONES = ['', 'Z', ' ZZ', ' [GMT]Z'];

/** In the letters of the library that writes. */
const toLuxon = (form: string) =>
  form
    .replaceAll('Y', 'y')
    .replaceAll('D', 'd')
    .replaceAll('A', 'a')
    .replace(/T(?=[Hh])/, "'T'")
    .replace(/\[(.*?)\]/, "'$1'");

const write = (time: DateTime, form: string) => time.toFormat(toLuxon(form), { locale: 'en-US' });
const startOf2024 = DateTime.fromISO('2024-01-01T00:00:00', { zone: 'UTC+5:30' });

describe('what a form writes, it reads', () => {
  test.each(['DD/MM/YYYY HH:mm:ss', 'M/D/YY h:mm:ss A', 'YYYYMMDDTHHmmss', 'D-MMM-YYYY H:m:s'])(
    '%s: every second of a day',
    (form) => {
      const read = compileForm(form);
      const lost: string[] = [];
      // Steps of 7 seconds come by every second of a minute and every minute of an hour.
      for (let second = 0; second < 86_400; second += stepOf(7)) {
        const written = write(startOf2024.plus({ seconds: second }), form);
        if (read(written)?.seconds !== second) lost.push(written);
      }
      expect(lost.slice(0, 9)).toEqual([]);
    },
  );

  test('every form, every day of a leap year, at some minute', () => {
    const lost: string[] = [];
    // The library is asked once for each date and each time of day, which stand side by side.
    const dates = writingOnce((form, day) => write(startOf2024.plus({ days: day }), form));
    const times = writingOnce((form, minute) => write(startOf2024.plus({ minutes: minute }), form));
    let [forms, minute] = [0, 0];
    for (const date of DATES) {
      for (const [gap, clock, zone] of clocks()) {
        const form = clock === '' ? date : `${date}${gap}${clock}${zone}`;
        const read = compileForm(form);
        forms++;
        // Every fifth day, from another one in each form.
        for (let day = forms % 5; day < 366; day += 5) {
          minute = (minute + 397) % 1440;
          const time = clock === '' ? '' : gap + times(`${clock}${zone}`, minute);
          const written = dates(date, day) + time;
          const found = read(written);
          const isRead =
            found?.date === dates('YYYY-MM-DD', day) &&
            found.seconds === (clock === '' ? undefined : minute * 60) &&
            found.offsetMinutes === (zone === '' ? undefined : 330);
          if (!isRead) lost.push(`${form}: ${written}`);
        }
      }
    }
    expect(forms).toBeGreaterThan(2000);
    expect(lost.slice(0, 9)).toEqual([]);
  });
});

function writingOnce(write: (form: string, at: number) => string) {
  const written = new Map<string, string>();
  return (form: string, at: number): string => {
    const key = `${form} ${at}`;
    const text = written.get(key) ?? write(form, at);
    written.set(key, text);
    return text;
  };
}

function* clocks(): Generator<readonly [gap: string, clock: string, zone: string]> {
  yield ['', '', ''];
  for (const gap of GAPS) {
    for (const clock of TIMES) for (const zone of ZONES) yield [gap, clock, zone];
  }
}

test.each(['/', '-', '.'])('of a month with %s the one form is found that wrote it', (sign) => {
  const forms = ['D M YYYY', 'M D YYYY', 'YYYY M D', 'DD MM YY', 'MM DD YY', 'D MMM YYYY'];
  for (const date of forms) {
    for (const clock of ['', ...TIMES]) {
      for (const zone of clock === '' ? [''] : ['', 'Z']) {
        const form = `${date.replaceAll(' ', sign)}${clock === '' ? '' : ` ${clock}${zone}`}`;
        // Suggested with a blank before AM, which reads it without one, too.
        expect(formOfMonth(form)).toBe(form.replace('ssA', 'ss A'));
      }
    }
  }
});

function formOfMonth(form: string): string | undefined {
  const judge = createDateJudge(false);
  const errors = Array.from({ length: 31 }, (_, day) => {
    const time = startOf2024.plus({ days: day, hours: (day * 5) % 24, minutes: day });
    const value = write(time, form);
    const { code, message, remedy } = judge.refuse('bad_timestamp', value);
    return { line: day + 2, column: 'at', code, value, message, remedy };
  });
  const found = judge.review(errors).map(({ remedy }) => {
    return remedy?.offer === 'date form' ? remedy.likely : undefined;
  });
  return new Set(found).size === 1 ? found[0] : undefined;
}

describe('two figures for the year', () => {
  const judgeOf = (texts: readonly string[]) => {
    const judge = createDateJudge(false);
    const errors = texts.map((value, index) => {
      const { code, message, remedy } = judge.refuse('bad_date', value);
      return { line: index + 2, column: 'date', code, value, message, remedy };
    });
    return judge.review(errors)[0]?.message;
  };

  test('first, in a log of a month: named beside the day first', () => {
    const texts = Array.from(
      { length: 30 },
      (_, day) => `25/09/${String(day + 1).padStart(2, '0')}`,
    );
    expect(judgeOf(texts)).toBe(
      'more than one form fits: as DD/MM/YY 25 September 2001 to 25 September 2030, as YY/MM/DD 1 to 30 September 2025',
    );
  });

  test('last: the year is not tried in front', () => {
    expect(judgeOf(['01/02/25', '02/02/25', '03/03/25'])).toBe(
      'more than one form fits: as DD/MM/YY 1 February to 3 March 2025, as MM/DD/YY 2 January to 3 March 2025',
    );
  });
});

test.each([
  ['DD/MM/YYYY HH:mm', 'MM/DD/YYYY HH:mm'],
  ['m-d-yy', undefined],
  ['M-d-yy', 'D-M-yy'],
  ['D MMM YYYY', undefined],
  ['YYYY-MM-DD', undefined],
])('%s with day and month exchanged is %s', (form, exchanged) => {
  expect(exchangeInForm(form)).toBe(exchanged);
});
