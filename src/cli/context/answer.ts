import type { Answer } from '../../commands/context.ts';
import { pickFields } from '../../output/fields/pick.ts';
import { lineText, noteText, warningText } from '../../output/page/error.ts';
import { reflow } from '../../output/page/reflow.ts';
import { render } from '../../output/page/render.ts';
import type { Format, View } from '../../output/page/view.ts';
import { writeOutputFile } from '../files/output-file.ts';
import { helpWidth } from '../help-page.ts';
import type { Host, OutputStream } from '../host.ts';
import { writeAnswer } from '../long-answer.ts';
import { fieldsOf, formatOf, type GlobalOptions, outputFile, wantsAnswer } from '../options.ts';
import { isAsciiLocale, wantsColor, widthOf, writeAll } from '../streams.ts';

/** @param onRows is told of how many rows an answer is, where that is known */
export function createAnswer(
  host: Host,
  options: GlobalOptions,
  onRows: (count: number) => void,
): Answer {
  const { stdout, env } = host;
  const { quiet } = options;
  const output = outputFile(options);
  const format = formatOf(options);
  const fields = fieldsOf(options);
  const pageOf = (stream: OutputStream) => ({
    width: widthOf(stream),
    color: wantsColor(stream, env, options.color),
    isAscii: isAsciiLocale(env),
  });
  function note(sentence: string): void {
    if (!quiet) host.stderr.write(noteText(sentence, widthOf(host.stderr)));
  }
  /** Says afterwards what there was no room for. */
  async function write(stream: OutputStream, view: View, as: Format): Promise<void> {
    const hidden = new Set<string>();
    const onHidden = (titles: readonly string[]) => {
      for (const title of titles) hidden.add(title.toLowerCase());
    };
    const pieces = render(view, as, { ...pageOf(stream), onHidden });
    await (stream === stdout ? writeAnswer(host, pieces, options.pager) : writeAll(stream, pieces));
    if (hidden.size === 0) return;
    note(`Not shown: ${[...hidden].join(', ')} (a wider terminal or --format csv has all).`);
  }
  return {
    format,
    fields,
    output,
    note,
    async print(whole, also) {
      if (whole.rows !== undefined) onRows(whole.rows);
      const view = fields === undefined ? whole : pickFields(whole, fields, format);
      if (output !== undefined) {
        const onPaper = format === 'pdf' ? view.pdf?.() : undefined;
        if (format === 'pdf' && onPaper === undefined) throw new Error('no PDF of this answer');
        const pieces =
          onPaper ??
          render(view, format, {
            ...{ width: undefined, color: false, isAscii: isAsciiLocale(env) },
          });
        await writeOutputFile(output, pieces, also === 'secret' ? { mode: 0o600 } : {});
        note(`Written to ${output}.`);
      } else if (!quiet || also !== undefined || wantsAnswer(options)) {
        await write(stdout, view, format);
      }
    },
    printScript: (text) => writeAnswer(host, [text], options.pager),
    async printStream(pieces) {
      if (output === undefined) return writeAll(stdout, pieces);
      await writeOutputFile(output, pieces);
      note(`Written to ${output}.`);
    },
    printTopic(text) {
      return writeAnswer(host, [reflow(text, helpWidth(widthOf(stdout)))], options.pager);
    },
    preview: (view) => write(host.stderr, view, 'table'),
    warn(sentences) {
      if (quiet || format === 'json') return;
      for (const sentence of sentences) {
        host.stderr.write(warningText(sentence, pageOf(host.stderr)));
      }
    },
    report(line) {
      host.stderr.write(lineText(line, pageOf(host.stderr)));
    },
  };
}
