import type { Reporter, TestCase } from 'vitest/node';

/**
 * Says at the end, a line each, why tests were left out.
 *
 * @param missing what was not even tried, with the reason
 */
export function createSkipReporter(missing: readonly string[]): Reporter {
  const counts = new Map<string, number>();
  return {
    onTestRunStart: () => counts.clear(),
    onTestCaseResult(test: TestCase) {
      const result = test.result();
      if (result.state !== 'skipped' || result.note === undefined) return;
      counts.set(result.note, (counts.get(result.note) ?? 0) + 1);
    },
    onTestRunEnd() {
      const skipped = [...counts].map(([why, count]) => `${count} of the tests: ${why}`);
      for (const line of [...missing, ...skipped]) process.stderr.write(`Left out: ${line}.\n`);
    },
  };
}
