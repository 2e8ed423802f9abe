import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { displayWidth } from '../../../src/output/page/width.ts';
import { reportText } from '../../../src/output/report/terminal.ts';

const hasTmux = spawnSync('tmux', ['-V']).error === undefined;

/** `Asha` or the like in nine scripts of India, and what else is wide or takes no room. */
const NAMES = [
  ...['आशा क्षेत्री', 'আশা চক্রবর্তী', 'ਆਸ਼ਾ ਸਿੰਘ', 'આશા પટેલ', 'ଆଶା ମହାନ୍ତି'],
  ...['ஆஷா கிருஷ்ணன்', 'ఆశా రెడ్డి', 'ಆಶಾ ಕೃಷ್ಣ', 'ആശ കൃഷ്ണൻ'],
  ...['Asha Rao', 'Zoë Müller', '王小明'],
];

/** A terminal that says how wide it takes a line to be. */
function createTerminal(): (line: string) => number {
  const socket = `mess-${randomBytes(6).toString('hex')}`;
  const env = { ...process.env, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' };
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], { env, encoding: 'utf8' });
  onTestFinished(() => {
    spawnSync('tmux', ['-L', socket, 'kill-server']);
  });
  let count = 0;
  return (line) => {
    const name = `s${count++}`;
    const show = `printf %s "$LINE"; tmux -L ${socket} wait-for -S ${name}; exec cat`;
    tmux('new-session', '-d', '-s', name, '-x', '200', '-y', '10', '-e', `LINE=${line}`, show);
    tmux('wait-for', name);
    return Number(tmux('display-message', '-p', '-t', name, '#{cursor_x}'));
  };
}

test.skipIf(!hasTmux)('a table of a report is as even in tmux as it is counted here', () => {
  const report = {
    ...{ mess: 'Mess', title: 'T', subtitle: 'S', footer: 'F' },
    ...({ paper: 'A4', language: 'en' } as const),
    parts: [
      {
        kind: 'table' as const,
        title: 'Names',
        columns: [
          { title: 'Name', isText: true },
          { title: 'Owed', isNumber: true },
        ],
        rows: NAMES.map((name, at) => [name, `${at},000.00`]),
      },
    ],
  };
  const lines = [...reportText(report, { width: undefined, color: false }, false)]
    .join('')
    .split('\n');
  const widthOf = createTerminal();
  const rows = lines.filter((line) => line.endsWith('.00'));
  expect(rows).toHaveLength(NAMES.length);
  expect(rows.map((line) => [line, widthOf(line)])).toEqual(
    rows.map((line) => [line, displayWidth(line)]),
  );
  expect(new Set(rows.map(widthOf)).size).toBe(1);
});
