import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFonts } from '../../src/cli/files/fonts.ts';
import { createPdfPrinter } from '../../src/output/report/pdf/pdf.ts';
import { openPage } from './browser.ts';

const FONTS = createFonts(process.env, []);
const hasFonts = FONTS.find('NotoSansOriya-Regular.ttf') !== undefined;
const hasPoppler = spawnSync('pdftoppm', ['-v']).error === undefined;

/** Names with what is hard in their script: letters that join, signs that stand before what they follow. */
const NAMES = [
  ['Devanagari', 'आशा क्षेत्री शर्मिष्ठा'],
  ['Bengali', 'আশা চক্রবর্তী'],
  ['Gurmukhi', 'ਆਸ਼ਾ ਸਿੰਘ'],
  ['Gujarati', 'આશા પટેલ'],
  ['Oriya', 'ଆଶା ମହାନ୍ତି'],
  ['Tamil', 'ஆஷா கிருஷ்ணன்'],
  ['Telugu', 'ఆశా రెడ్డి'],
  ['Kannada', 'ಆಶಾ ಕೃಷ್ಣ'],
  ['Malayalam', 'ആശ കൃഷ്ണൻ'],
] as const;

const [WIDTH, HEIGHT] = [3600, 600];

interface Picture {
  readonly width: number;
  readonly height: number;
  /** 0 is black. */
  readonly pixels: Uint8Array;
}

/** Of a binary PGM. */
function readPgm(bytes: Buffer): Picture {
  const [head = '', width, height] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 60)) ?? [];
  return { width: Number(width), height: Number(height), pixels: bytes.subarray(head.length) };
}

/** The part that is inked. */
function crop({ width, height, pixels }: Picture): Picture {
  const isInked = (x: number, y: number) => (pixels[y * width + x] ?? 255) < 128;
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isInked(x, y)) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  const least = (of: number[]) => of.reduce((a, b) => Math.min(a, b));
  const most = (of: number[]) => of.reduce((a, b) => Math.max(a, b));
  const [left, top] = [least(xs), least(ys)];
  const [wide, high] = [most(xs) - left + 1, most(ys) - top + 1];
  const part = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      part[y * wide + x] = pixels[(y + top) * width + x + left] ?? 255;
    }
  }
  return { width: wide, height: high, pixels: part };
}

/**
 * Of all that is inked in one, how much has no ink near it in the other: 0 is none. Letters stand up to a
 * twentieth of their size apart by how each rounds their distances.
 */
function strayInk(one: Picture, other: Picture): number {
  const reach = 8;
  let [inked, stray] = [0, 0];
  const isInked = (x: number, y: number) =>
    x >= 0 &&
    y >= 0 &&
    x < other.width &&
    y < other.height &&
    (other.pixels[y * other.width + x] ?? 255) < 160;
  for (let y = 0; y < one.height; y++) {
    for (let x = 0; x < one.width; x++) {
      if ((one.pixels[y * one.width + x] ?? 255) >= 128) continue;
      inked++;
      let isNear = false;
      for (let dy = -reach; dy <= reach && !isNear; dy++) {
        for (let dx = -reach; dx <= reach && !isNear; dx++) isNear = isInked(x + dx, y + dy);
      }
      if (!isNear) stray++;
    }
  }
  return stray / inked;
}

test.skipIf(!hasFonts || !hasPoppler)(
  'names in nine scripts are drawn in a PDF as a browser shapes them (fonts-noto-core, poppler-utils)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mess-shaping-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    // One after another, with fonts that were read for the first.
    const print = createPdfPrinter(FONTS);
    const inPdf = async (name: string, at: number) => {
      const path = join(folder, `${at}.pdf`);
      const report = {
        ...{ mess: ' ', title: ' ', subtitle: ' ', footer: ' ' },
        ...({ paper: 'A4', language: 'en' } as const),
        parts: [{ kind: 'sentences', sentences: [name] } as const],
      };
      const pieces: Uint8Array[] = [];
      for await (const piece of print(report, [report])) pieces.push(piece);
      await writeFile(path, Buffer.concat(pieces));
      // The line below the rule of the head, at 20 times its size on a screen.
      const area = ['-x', '0', '-y', '1800', '-W', '4000', '-H', '420'];
      const { stdout } = spawnSync('pdftoppm', ['-r', '1440', '-gray', ...area, path], {
        maxBuffer: 1e8,
      });
      return crop(readPgm(stdout));
    };
    const page = await openPage('http://127.0.0.1:9');
    const inBrowser = async (name: string, script: string, size: number) => {
      const font = await readFile(FONTS.find(`NotoSans${script}-Regular.ttf`) ?? '');
      const encoded = await page.evaluate<string>(`(async () => {
        const face = new FontFace('f', 'url(data:font/ttf;base64,${font.toString('base64')})');
        document.fonts.add(await face.load());
        const canvas = Object.assign(document.createElement('canvas'), { width: ${WIDTH}, height: ${HEIGHT} });
        const pen = canvas.getContext('2d');
        pen.font = '${size}px f';
        pen.fillText(${JSON.stringify(name)}, 60, ${HEIGHT / 2});
        const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
        document.fonts.clear();
        let ink = '';
        for (let at = 3; at < data.length; at += 4) ink += String.fromCharCode(255 - data[at]);
        return btoa(ink);
      })()`);
      return crop({ width: WIDTH, height: HEIGHT, pixels: Buffer.from(encoded, 'base64') });
    };
    for (const [at, [script, name]] of NAMES.entries()) {
      const drawn = await inPdf(name, at);
      const shaped = await inBrowser(name, script, 190);
      const ratio = drawn.width / shaped.width;
      expect([script, ratio > 0.98 && ratio < 1.02]).toEqual([script, true]);
      const stray = Math.max(strayInk(drawn, shaped), strayInk(shaped, drawn));
      expect([script, stray < 0.03 || stray]).toEqual([script, true]);
      // Signs in another order would be found out.
      const disordered = await inBrowser([...name].reverse().join(''), script, 190);
      expect([script, strayInk(disordered, drawn) > 0.2]).toEqual([script, true]);
    }
  },
);
