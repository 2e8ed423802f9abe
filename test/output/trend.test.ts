import { expect, test } from 'vitest';
import { drawChart } from '../../src/output/report/terminal-chart.ts';

test('how amounts rise and fall is a line of signs, also where there is nothing but ASCII', () => {
  const bars = ['10.00', '12.50', '11.00', '17.00'].map((amount, at) => ({
    label: `Month ${at + 1}`,
    pieces: [{ amount, text: amount }],
  }));
  const trend = (isAscii: boolean, isTrend = true, shown = bars) =>
    [...drawChart({ bars: shown, isTrend }, { width: 40, color: false, isAscii })].slice(
      shown.length,
    );
  expect(trend(false)).toEqual(['Month 1 ▁▄▂█ Month 4\n']);
  expect(trend(true)).toEqual(['Month 1 _~.# Month 4\n']);
  expect(trend(false, false)).toEqual([]);
  // Nothing rises where all is the same, or there are two.
  expect(trend(false, true, bars.slice(0, 2))).toEqual([]);
  expect(
    trend(false, true, [...bars.slice(0, 1), ...bars.slice(0, 1), ...bars.slice(0, 1)]),
  ).toEqual([]);
});
