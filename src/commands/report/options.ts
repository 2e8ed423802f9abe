import { LANGUAGES, type Language } from '../../domain/mess/language.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import type { PaperStyle } from '../../output/reports/style.ts';
import type { Drawing } from '../../output/reports/view.ts';
import type { Files } from '../context.ts';
import { parsePath } from '../options/arguments.ts';
import { chartOption, choiceOption, listOption } from '../options/values.ts';

export const fontOption = () =>
  listOption('--font <FILE>', 'for PDF, a font for letters that no other has', parsePath);

/** Of what a student reads. */
export const languageOption = () =>
  choiceOption('--language <LANGUAGE>', 'of what is printed: en or hi (as set)', LANGUAGES);

/** How every report can be drawn. */
export const drawingOptions = () => ({
  chart: chartOption(),
  font: fontOption(),
});

/** What every report can do besides. */
export const AS_A_PAGE =
  'With --output FILE.html it is a page to be printed, whole in itself: no script, and nothing from the network. FILE.pdf is the same on paper, with the Noto fonts of this machine; the page is the one to search and copy from.';

export function toDrawing(
  { settings }: Pick<Mess, 'settings'>,
  files: Pick<Files, 'fonts'>,
  { chart, font = [] }: { readonly chart: boolean; readonly font?: readonly string[] | undefined },
): Drawing {
  return { style: settings, hasCharts: chart, fonts: files.fonts(font) };
}

/** The same of what a student reads. */
export function toPaper(
  mess: Pick<Mess, 'settings'>,
  files: Pick<Files, 'fonts'>,
  {
    language,
    font,
    chart = false,
  }: {
    readonly language: Language | undefined;
    readonly chart?: boolean;
    readonly font?: readonly string[] | undefined;
  },
): Drawing<PaperStyle> {
  const { style, ...drawing } = toDrawing(mess, files, { chart, font });
  return {
    ...drawing,
    style: { ...style, language: language ?? mess.settings.studentLanguage },
  };
}
