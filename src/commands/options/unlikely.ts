import { flagOption } from './values.ts';

/** One word for it wherever dates are entered. */
export const unlikelyOption = flagOption(
  '--unlikely',
  'take dates that are unlikely: to come, or long before all that is recorded',
);
