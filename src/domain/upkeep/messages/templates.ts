import { InvalidInputError } from '../../../errors.ts';
import { NAMED_TEMPLATES, readSmsTemplate, readTextTemplate } from '../../messages/template.ts';
import type { Report, VerifiedRow } from '../finding.ts';
import type { State } from '../states/state.ts';
import { type Entry, isFields, textOf } from '../states/told/entry.ts';
import { createToldRows, type ReportIn } from '../states/told/rows.ts';

/** Messages could not be made from one that says what there is not. */
export function checkMessageTemplate({ name, source }: VerifiedRow, report: Report): void {
  const named = NAMED_TEMPLATES.find((each) => each.name === name);
  if (named === undefined) {
    report('value', '', `no template: ${String(name)}`);
    return;
  }
  try {
    const read = named.isSms ? readSmsTemplate : readTextTemplate;
    read(named, String(source), named.name);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    report('value', '', error.message);
  }
}

/** The words of messages that are the mess's own. */
export function createTemplatesState(report: ReportIn): State {
  const templates = createToldRows('message_templates', report);
  return {
    addEntry({ command, subject, sequence, before, after }: Entry) {
      if (command === 'notify templates set') {
        templates.tell(subject, { source: textOf(after, 'template'), changed_by: sequence });
      }
      if (command !== 'notify templates reset' || !isFields(before)) return;
      for (const name of Object.keys(before)) templates.forget(name);
    },
    rows: { message_templates: (row) => void templates.check(String(row.name), row) },
    ends: { message_templates: templates.end },
  };
}
