import type { Done, Phase, Storm } from './storm.ts';

/** What a person wants to know of a storm, in lines. */
export function describeStorm(seed: number, { done, phases, conflicts }: Storm): string {
  const seconds = (phases.at(-1)?.toMs ?? 0) / 1000;
  const acknowledged = done.filter(isAcknowledged);
  const again = done.filter(({ isAgain }) => isAgain);
  const rolledBack = [...conflicts].map(([name, count]) => `${name} ${count}`).join(', ');
  return [
    `A storm of ${seconds.toFixed(0)} s (MESS_STORM_SEED=${seed}): ${done.length} commands, ${acknowledged.length} acknowledged`,
    ...table(
      ['command', 'ended', ...codesOf(done).map((code) => `with ${code}`), ...DURATIONS],
      [...new Set(done.map(({ task }) => task.kind))].sort().map((kind) => {
        const ofKind = done.filter(({ task }) => task.kind === kind);
        return [kind, ofKind.length, ...countCodes(ofKind, codesOf(done)), ...durations(ofKind)];
      }),
    ),
    ...table(
      [
        'meanwhile',
        'seconds',
        'ended',
        ...codesOf(done).map((code) => `with ${code}`),
        'no service s',
      ],
      phases.map((phase) => {
        const during = done.filter(({ endedMs }) => isWithin(phase, endedMs));
        return [
          phase.name,
          ((phase.toMs - phase.fromMs) / 1000).toFixed(1),
          during.length,
          ...countCodes(during, codesOf(done)),
          longestGap(done, phase).toFixed(1),
        ];
      }),
    ),
    `acknowledged: ${durations(done).join(' and ')} ms at the median and at worst`,
    `tried again after a refusal: ${again.length}, ${again.filter(isAcknowledged).length} then acknowledged`,
    `rolled back by the servers for another node's transaction: ${sum([...conflicts.values()])} (${rolledBack})`,
  ].join('\n');
}

const DURATIONS = ['median ms', 'worst ms'];

const isAcknowledged = ({ code }: Done) => code === 0;

function isWithin({ fromMs, toMs }: Phase, ms: number): boolean {
  return ms >= fromMs && ms < toMs;
}

function codesOf(done: readonly Done[]): number[] {
  return [...new Set(done.map(({ code }) => code))].sort((a, b) => a - b);
}

function countCodes(done: readonly Done[], codes: readonly number[]): number[] {
  return codes.map((code) => done.filter((each) => each.code === code).length);
}

/** The median and the worst of those that were acknowledged, in milliseconds. */
function durations(done: readonly Done[]): number[] {
  const sorted = done
    .filter(isAcknowledged)
    .map(({ startedMs, endedMs }) => Math.round(endedMs - startedMs))
    .sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
}

/** The longest time of a phase in which nothing was acknowledged to any desk, in seconds. */
function longestGap(done: readonly Done[], phase: Phase): number {
  const { fromMs, toMs } = phase;
  const acknowledged = done.filter((each) => isAcknowledged(each) && isWithin(phase, each.endedMs));
  const times = [fromMs, ...acknowledged.map(({ endedMs }) => endedMs), toMs];
  return Math.max(...times.slice(1).map((ms, index) => ms - (times[index] ?? 0))) / 1000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Columns as wide as they must be; the first to the left, the others to the right. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const lines = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines.map((line) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
}
