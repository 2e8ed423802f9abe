import { PROFILE_KINDS, parseProfileName, profileKey } from '../../imports/profile.ts';
import { type Report, refusal, type VerifiedRow } from '../finding.ts';

/** A profile is found by its key, and keeps something for files of a kind. */
export function checkImportProfile(row: VerifiedRow, report: Report): void {
  const name = String(row.name);
  const sentence = refusal(() => parseProfileName(name));
  if (sentence !== undefined) report('value', '', sentence);
  if (row.name_key !== profileKey(name)) {
    report('profile', '', `${name} is looked up as ${String(row.name_key)}`);
  }
  const kinds: readonly string[] = PROFILE_KINDS;
  if (!kinds.includes(String(row.kind))) report('value', '', `no kind: ${String(row.kind)}`);
  if (!isJsonObject(String(row.options))) report('value', '', 'options is not a JSON object');
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Where the days of an import are kept, there are some for each of its months. */
export function checkImport({ months, days }: VerifiedRow, report: Report): void {
  if (days === null || days === undefined) return;
  const words = String(days).split(' ');
  const isRight = words.every((word) => /^[0-9a-f]{1,8}$/.test(word));
  if (isRight && words.length === String(months).split(' ').length) return;
  report('value', '', `no days of ${String(months)}: ${String(days)}`);
}
