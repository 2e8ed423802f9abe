import type { Finding, Report } from './finding.ts';

/** More are of no use to anybody. */
export const MAX_FINDINGS = 1000;

/** Collects what does not hold in one table; the first thousand. */
export function createReport(table: string): {
  readonly findings: readonly Finding[];
  readonly report: Report;
} {
  const findings: Finding[] = [];
  return {
    findings,
    report(check, key, message) {
      if (findings.length < MAX_FINDINGS) findings.push({ check, table, key, message });
    },
  };
}

/** Of so many findings, where the first thousand were kept. */
export function countFindings(findings: number): string {
  if (findings === 1) return 'One thing does not hold';
  return `${findings}${findings < MAX_FINDINGS ? '' : ' or more'} things do not hold`;
}
