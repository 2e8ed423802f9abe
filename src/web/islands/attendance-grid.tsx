import { hydrate } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  Grid,
  type GridMonth,
  type GridStudent,
  type Mark,
  type Place,
} from '../pages/desk/attendance/grid-view.tsx';

const ROW_HEIGHT = 36;
/** Drawn beyond what is seen, so that a row is there before it is scrolled to. */
const MORE_ROWS = 5;
/** How long a day is waited with for more marks of it. */
const SAVE_AFTER_MS = 1500;

const MARKS: Readonly<Record<string, Mark>> = { p: 'P', a: 'A', h: 'H' };

/** How far each key moves; `PageDown` is a screen of rows. */
const STEPS: Readonly<Record<string, readonly [rows: number, days: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-12, 0],
  PageDown: [12, 0],
};

interface Store {
  /** The number of times each day was marked since it was read. */
  readonly pending: Set<number>;
}

const holder = document.getElementById('attendance-grid');
const status = document.getElementById('grid-status');

function say(sentence: string): void {
  if (status !== null) status.textContent = sentence;
}

/** Saves the roll call of a day. @returns what is wrong, in a sentence */
async function saveDay(grid: GridMonth, day: number): Promise<string | undefined> {
  const named = (mark: Mark) =>
    grid.students.filter(({ marks }) => marks[day] === mark).map(({ id }) => id);
  const date = `${grid.month}-${String(day + 1).padStart(2, '0')}`;
  const body = { present: named('P'), absent: named('A'), half: named('H'), only: true };
  try {
    const answer = await fetch(`/api/v1/attendance/days/${date}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    if (answer.ok) return undefined;
    const { error } = await answer.json();
    return `Day ${day + 1}: ${error.message}`;
  } catch {
    return `Day ${day + 1} is not saved: the server did not answer. It is tried again.`;
  }
}

function withMark(grid: GridMonth, { row, day }: Place, mark: Mark): GridMonth {
  const students = grid.students.map((student, at): GridStudent => {
    if (at === row) {
      return { ...student, marks: student.marks.map((each, of) => (of === day ? mark : each)) };
    }
    return student;
  });
  return { ...grid, students };
}

function App({ first, view }: { readonly first: GridMonth; readonly view: HTMLElement }) {
  const [grid, setGrid] = useState(first);
  const [place, setPlace] = useState<Place>({ row: 0, day: 0 });
  const [top, setTop] = useState(0);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const store = useRef<Store>({ pending: new Set() });
  const latest = useRef(grid);
  latest.current = grid;
  const rows = grid.students.length;
  const seen = Math.ceil(view.clientHeight / ROW_HEIGHT);
  const from = Math.max(0, Math.floor(top / ROW_HEIGHT) - MORE_ROWS);
  const to = Math.min(rows, from + seen + 2 * MORE_ROWS);

  useLayoutEffect(() => {
    const onScroll = () => setTop(view.scrollTop);
    view.addEventListener('scroll', onScroll);
    say('');
    return () => view.removeEventListener('scroll', onScroll);
  }, [view]);

  useEffect(() => {
    const cell = view.querySelector<HTMLElement>(
      `[data-row="${place.row}"][data-day="${place.day}"]`,
    );
    if (cell !== null && view.contains(document.activeElement)) cell.focus();
  }, [place, top, view]);

  useEffect(() => {
    if (store.current.pending.size === 0) return;
    const timer = setTimeout(async () => {
      const days = [...store.current.pending].sort((a, b) => a - b);
      for (const day of days) {
        store.current.pending.delete(day);
        say(`Saving day ${day + 1} …`);
        const wrong = await saveDay(latest.current, day);
        if (wrong !== undefined) return say(wrong);
        setChanged((keys) => new Set([...keys].filter((key) => !key.endsWith(` ${day}`))));
        say(`Day ${day + 1} is saved.`);
      }
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [grid]);

  // At once, and not when it is drawn: the next key may come before that, and is for the next place.
  useLayoutEffect(() => {
    const mark = (at: Place, given: Mark) => {
      store.current.pending.add(at.day);
      setGrid((before) => withMark(before, at, given));
      setChanged((keys) => new Set([...keys, `${at.row} ${at.day}`]));
    };
    const move = ({ row, day }: Place) => {
      const next = {
        row: Math.min(rows - 1, Math.max(0, row)),
        day: Math.min(grid.days - 1, Math.max(0, day)),
      };
      const y = next.row * ROW_HEIGHT;
      if (y < view.scrollTop) view.scrollTop = y;
      const bottom = y + 2 * ROW_HEIGHT;
      if (bottom > view.scrollTop + view.clientHeight) view.scrollTop = bottom - view.clientHeight;
      setPlace(next);
    };
    const onKey = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      const given = event.ctrlKey || event.metaKey ? undefined : MARKS[event.key.toLowerCase()];
      if (step !== undefined) move({ row: place.row + step[0], day: place.day + step[1] });
      else if (event.key === 'Home') move({ ...place, day: 0 });
      else if (event.key === 'End') move({ ...place, day: grid.days - 1 });
      else if (given !== undefined) {
        mark(place, given);
        move({ ...place, row: place.row + 1 });
      } else return;
      event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const { row, day } = (event.target as HTMLElement).dataset;
      if (row === undefined || day === undefined) return;
      setPlace({ row: Number(row), day: Number(day) });
      (event.target as HTMLElement).focus();
    };
    view.addEventListener('keydown', onKey);
    view.addEventListener('click', onClick);
    return () => {
      view.removeEventListener('keydown', onKey);
      view.removeEventListener('click', onClick);
    };
  }, [place, rows, grid.days, view]);

  return (
    <Grid
      grid={grid}
      from={from}
      to={to}
      rowHeight={ROW_HEIGHT}
      place={place}
      isChanged={({ row, day }) => changed.has(`${row} ${day}`)}
    />
  );
}

if (holder !== null) {
  const first = JSON.parse(holder.dataset.month ?? '') as GridMonth;
  hydrate(<App first={first} view={holder} />, holder);
}
