import { flagOption } from '../options/values.ts';

/** One word for it wherever days are recorded. */
export const beyondMembershipOption = flagOption(
  '--beyond-membership',
  'take days before the joining or after the leaving',
);
