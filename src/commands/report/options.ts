import { flagOption } from '../options/values.ts';

export const chartOption = () =>
  flagOption('--chart', 'on a terminal, draw bars below the figures');

/** What every report can do besides. */
export const AS_A_PAGE =
  'With --output FILE.html it is a page to be printed, whole in itself: no script, and nothing from the network.';
