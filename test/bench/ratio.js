/**
 * @typedef {object} Contender
 * @property {() => Promise<void>} [prepare] done before each run, outside the measured time
 * @property {() => Promise<number>} run one run, in milliseconds: of the clock, or of CPU time
 */

/**
 * How many times as long the subject takes as the reference. They run in turns, and each run of the
 * subject is compared with the one of the reference before it, so that whatever else the machine
 * does falls on both; the median of these ratios is the figure.
 *
 * @param {Contender} reference
 * @param {Contender} subject
 * @param {number} pairs odd, at least 7
 */
export async function measureRatio(reference, subject, pairs) {
  // The first runs fill the caches of the disk.
  await runOnce(reference);
  await runOnce(subject);
  const ratios = [];
  for (let pair = 0; pair < pairs; pair++) {
    const referenceMs = await runOnce(reference);
    ratios.push((await runOnce(subject)) / referenceMs);
  }
  return median(ratios);
}

/** The median time of each contender, in milliseconds. They run in turns. */
export async function measureTimes(contenders, runs) {
  for (const contender of contenders) await runOnce(contender);
  const times = contenders.map(() => []);
  for (let round = 0; round < runs; round++) {
    for (const [index, contender] of contenders.entries()) {
      times[index].push(await runOnce(contender));
    }
  }
  return times.map(median);
}

async function runOnce({ prepare, run }) {
  await prepare?.();
  return run();
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** One figure as a line: what was compared, the ratio, the goal, and whether it is reached. */
export function describeFigure({ what, against, pairs, ratio, goal, isLeast = false }) {
  const verdict = (isLeast ? ratio >= goal : ratio <= goal) ? 'reached' : 'MISSED';
  const figure = `${ratio.toFixed(2)}x, goal at ${isLeast ? 'least' : 'most'} ${goal}x: ${verdict}`;
  return `${what} against ${against} (median of ${pairs}): ${figure}`;
}
