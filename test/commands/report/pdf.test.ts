import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFonts } from '../../../src/cli/files/fonts.ts';
import { createRunMaker } from '../../../src/output/report/pdf/fonts.ts';
import type { TestMess } from '../../support/mess.ts';
import { createSummer, createWideYear } from './summer.ts';

const FONTS = createFonts(process.env, []);
const hasFonts = FONTS.find('NotoSans-Regular.ttf') !== undefined;
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;

/** `Asha` or the like in nine scripts of India. */
const NAMES = [
  'आशा क्षेत्री',
  'আশা চক্রবর্তী',
  'ਆਸ਼ਾ ਸਿੰਘ',
  'આશા પટેલ',
  'ଆଶା ମହାନ୍ତି',
  'ஆஷா கிருஷ்ணன்',
  'ఆశా రెడ్డి',
  'ಆಶಾ ಕೃಷ್ಣ',
  'ആശ കൃഷ്ണൻ',
];

async function pdf(mess: TestMess, words: string): Promise<string> {
  const path = join(mess.home, 'report.pdf');
  await mess.do(`report ${words} --output ${path} --yes`);
  return path;
}

function run(command: string, ...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

const pagesOf = (path: string) => Number(/^Pages: +(\d+)$/m.exec(run('pdfinfo', path))?.[1]);

test.skipIf(!hasFonts || !hasPoppler)(
  'on paper stands what the page says, a sheet for each student (fonts-noto-core, poppler-utils)',
  async () => {
    const mess = await createSummer();
    const statements = await pdf(mess, 'statements --month 2025-06');
    expect((await readFile(statements)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(pagesOf(statements)).toBe(4);
    const second = run('pdftotext', '-layout', '-f', '2', '-l', '2', statements, '-');
    for (const text of ['S002 Vikram Shah', '16,651.27', 'gangamess@sbi', '10.5 of 30']) {
      expect(second).toContain(text);
    }
    const notice = await pdf(mess, 'notice --month 2025-06');
    expect(run('pdfinfo', notice)).toMatch(/^Page size: +841\.89 x 595\.28 pts \(A4\)$/m);
    expect(run('pdftotext', '-layout', notice, '-')).toMatch(/S001 +Asha Rao +30\.0 +15,633\.33/);
  },
);

test.skipIf(!hasFonts || !hasPoppler)(
  'nothing of a year of large amounts stands beyond the edge of the paper',
  async () => {
    const mess = await createWideYear();
    const path = await pdf(mess, 'year 2025-26');
    const words = [
      ...run('pdftotext', '-bbox', path, '-').matchAll(/xMax="([\d.]+)"[^>]*>([^<]*)</g),
    ];
    expect(words.filter(([, right]) => Number(right) > 841.9 - 30)).toEqual([]);
    expect(words.filter(([, , word]) => word === '5,00,81,900.45')).not.toEqual([]);
  },
);

test.skipIf(!hasFonts || !hasPoppler)(
  'the titles of a table stand on each sheet that it goes over',
  async () => {
    const mess = await createSummer();
    const rows = Array.from(
      { length: 90 },
      (_, at) => `T${100 + at},Student ${at},CSE,98765${String(at).padStart(5, '0')}`,
    );
    const roll = await mess.file('roll.csv', `id,name,branch,phone\n${rows.join('\n')}\n`);
    await mess.do(`student import ${roll}`, 'attendance record T100 --month 2025-07 --days 3');
    await mess.do('bill register --month 2025-07 --fixed 9400 --early --yes --quiet');
    const notice = await pdf(mess, 'notice --month 2025-07');
    const text = run('pdftotext', '-layout', notice, '-');
    const sheets = text.split('\f').filter((sheet) => /^ *T1\d\d /m.test(sheet));
    expect(sheets.length).toBeGreaterThan(2);
    for (const sheet of sheets) expect(sheet).toMatch(/ID +Name +Days of 31 +This bill/);
    expect(text.match(/^ *(?:T1\d\d|S00\d) /gm)).toHaveLength(94);
  },
);

test.skipIf(!hasFonts)(
  'names of nine scripts are drawn each by the font of its own, and have all their letters',
  async () => {
    const asked: string[] = [];
    const partText = createRunMaker(FONTS, (font, letter) => {
      asked.push(`${font} ${letter}`);
      return true;
    });
    const fonts = NAMES.map((name) => partText(name, 'Regular'));
    for (const [at, runs] of fonts.entries()) {
      expect(runs.map(({ text }) => text).join('')).toBe(NAMES[at]);
      const own = runs.filter(({ font }) => !font.endsWith('/NotoSans-Regular.ttf'));
      expect(new Set(own.map(({ font }) => font)).size).toBe(1);
    }
    const mess = await createSummer();
    for (const [at, name] of NAMES.entries()) {
      await mess.with({})(
        ...[
          'student',
          'add',
          `N${at}`,
          '--name',
          name,
          '--branch',
          'CSE',
          '--phone',
          `912345678${at}`,
        ],
      );
      await mess.do(`attendance record N${at} --month 2025-07 --days 3`);
    }
    await mess.do('bill register --month 2025-07 --fixed 1300 --early --yes --quiet');
    await pdf(mess, 'notice --month 2025-07');
  },
);

test.skipIf(!hasFonts)(
  'letters that no font has are an error that names them, and nothing is written',
  async () => {
    const mess = await createSummer();
    await mess.with({})('student', 'edit', 'S001', '--name', '𒀀𒁀');
    const path = join(mess.home, 'report.pdf');
    expect(await mess('report', 'notice', '--month', '2025-06', '--output', path)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: No font was found that has the sign 𒀀 (𒀀𒁀).\nhint: install the Noto fonts (Debian: fonts-noto-core), or give one with --font FILE\n',
    });
    await expect(readFile(path)).rejects.toThrow('ENOENT');
    // The page needs none of ours.
    await mess.do('report notice --month 2025-06 --format html');
  },
);

test.skipIf(!hasFonts)(
  'names from right to left are refused on paper, and stand on the page',
  async () => {
    const mess = await createSummer();
    await mess.with({})('student', 'edit', 'S001', '--name', 'محمد علی');
    const path = join(mess.home, 'report.pdf');
    expect(await mess('report', 'notice', '--month', '2025-06', '--output', path)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: A PDF has no names that are written from right to left (محمد علی).\nhint: the page has them: --output FILE.html\n',
    });
    const { stdout } = await mess('report', 'notice', '--month', '2025-06', '--format', 'html');
    expect(stdout).toContain('محمد علی');
  },
);

test('what is no font is said before anything is written', async () => {
  const mess = await createSummer();
  const file = await mess.file('no-font.ttf', 'text');
  const path = join(mess.home, 'report.pdf');
  for (const [font, why] of [
    [file, 'it is no font'],
    [join(mess.home, 'nowhere.ttf'), 'there is no such file or folder'],
  ] as const) {
    expect(
      await mess('report', 'notice', '--month', '2025-06', '--font', font, '--output', path),
    ).toEqual({ code: 2, stdout: '', stderr: `error: --font ${font}: ${why}.\n` });
  }
});

test.skipIf(!hasFonts)('a font that is cut short or damaged is named', async () => {
  const mess = await createSummer();
  await mess.with({})('student', 'edit', 'S001', '--name', '𒀀𒁀');
  const whole = await readFile(FONTS.find('NotoSans-Regular.ttf') ?? '');
  const damaged = Buffer.from(whole);
  damaged.write('none', damaged.indexOf('head'));
  for (const [name, bytes, code, stderr] of [
    ['cut.ttf', whole.subarray(0, -1000), 2, '--font FILE: it is cut short, or damaged.\n'],
    ['begun.ttf', whole.subarray(0, 60), 2, '--font FILE: it is cut short, or damaged.\n'],
    [
      ...(['damaged.ttf', damaged, 6] as const),
      'The font FILE cannot be read: it is damaged.\nhint: install the font anew, or give another with --font FILE\n',
    ],
  ] as const) {
    const font = await mess.file(name, bytes);
    const output = join(mess.home, 'report.pdf');
    expect(
      await mess('report', 'notice', '--month', '2025-06', '--font', font, '--output', output),
    ).toEqual({ code, stdout: '', stderr: `error: ${stderr.replace('FILE', font)}` });
  }
});
