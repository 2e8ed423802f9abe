import { extname } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Format } from '../output/page/view.ts';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly db?: string;
  readonly quiet?: true;
  readonly yes?: true;
  readonly input: boolean;
  readonly color: boolean;
  readonly pager: boolean;
  readonly verbose?: true;
  readonly format?: Format;
  readonly json?: true;
  readonly fields?: string;
  readonly output?: string;
}

/** Errors are JSON then, and nothing else may stand on standard error beside them. */
export function saysJson({ format, json }: GlobalOptions): boolean {
  return json === true || format === 'json';
}

/**
 * `--format` or `--json`, else by the extension of `--output`, else a table.
 *
 * @throws UsageError the two contradict each other
 */
export function formatOf({ format, json, output }: GlobalOptions): Format {
  if (json) {
    if (format !== undefined && format !== 'json') {
      throw new UsageError(
        'conflicting_options',
        `--json and --format ${format} exclude each other.`,
      );
    }
    return 'json';
  }
  if (format !== undefined) return format;
  const extension = output === undefined ? '' : extname(output).toLowerCase();
  if (extension === '.json' || extension === '.csv') return extension === '.csv' ? 'csv' : 'json';
  if (extension === '.html' || extension === '.htm') return 'html';
  if (extension === '.journal' || extension === '.hledger') return 'hledger';
  if (extension === '.beancount') return 'beancount';
  if (extension === '.pdf') return 'pdf';
  // Others say why they are none, such as .xlsx.
  if (['.doc', '.docx', '.tsv', '.xml', '.md'].includes(extension)) {
    throw new UsageError(
      'unfit_output_file',
      `--output ${output}: mess writes .csv, .json and .txt, and no ${extension}.`,
      { hint: 'reports are pages to be printed too, as .html or .pdf; .txt has what people read' },
    );
  }
  return 'table';
}

/** Whether an answer is asked for by name, and not only as what a command says. */
export function wantsAnswer({ format, json, output, fields }: GlobalOptions): boolean {
  return [format, json, output, fields].some((given) => given !== undefined);
}

/**
 * The names of `--fields`; undefined for all there is.
 *
 * @throws UsageError it names none
 */
export function fieldsOf({ fields }: GlobalOptions): readonly string[] | undefined {
  if (fields === undefined) return undefined;
  const names = fields.split(',').map((name) => name.trim());
  if (names.includes('')) {
    throw new UsageError('bad_value', `--fields: a name is missing (${fields}).`, {
      hint: 'names, with a comma between two',
    });
  }
  return [...new Set(names)];
}

/** `--output -` is standard output, as where it is not given. */
export function outputFile({ output }: GlobalOptions): string | undefined {
  return output === '-' ? undefined : output;
}
