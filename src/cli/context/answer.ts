import type { Answer } from '../../commands/context.ts';
import { noteText, warningText } from '../../output/page/error.ts';
import { render } from '../../output/page/render.ts';
import { writeOutputFile } from '../files/output-file.ts';
import type { Host, OutputStream } from '../host.ts';
import { formatOf, type GlobalOptions, outputFile, wantsAnswer } from '../options.ts';
import { wantsColor, writeAll } from '../streams.ts';

export function createAnswer(host: Host, options: GlobalOptions): Answer {
  const { stdout, stderr, env } = host;
  const { quiet } = options;
  const output = outputFile(options);
  const format = formatOf(options);
  const pageOf = (stream: OutputStream) => ({
    // A terminal that does not know its width says 0.
    width: stream.isTTY ? stream.columns || undefined : undefined,
    color: wantsColor(stream, env, options.color),
  });
  function note(sentence: string): void {
    if (!quiet) stderr.write(noteText(sentence));
  }
  return {
    format,
    output,
    note,
    async print(view, also) {
      if (output !== undefined) {
        const pieces = render(view, format, { width: undefined, color: false });
        await writeOutputFile(output, pieces, also === 'secret' ? { mode: 0o600 } : {});
        note(`Written to ${output}.`);
      } else if (!quiet || also !== undefined || wantsAnswer(options)) {
        await writeAll(stdout, render(view, format, pageOf(stdout)));
      }
    },
    printText: (text) => writeAll(stdout, [text]),
    preview: (view) => writeAll(stderr, render(view, 'table', pageOf(stderr))),
    warn(sentences) {
      if (quiet || format === 'json') return;
      for (const sentence of sentences) stderr.write(warningText(sentence, pageOf(stderr)));
    },
    report(line) {
      stderr.write(`${line}\n`);
    },
  };
}
