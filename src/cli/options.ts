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
  readonly verbose?: true;
  readonly format?: Format;
  readonly json?: true;
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
  return extension === '.json' ? 'json' : extension === '.csv' ? 'csv' : 'table';
}
