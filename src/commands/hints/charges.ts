import { shellWord } from '../shell-word.ts';
import type { Hints } from './hint.ts';

/** Of what students are charged beside the division. */
export const CHARGE_HINTS = {
  unknown_charge: 'mess charge list --month MONTH shows the numbers',
  charge_void: ({ month }) => `mess charge list --month ${month} --all`,
  nobody_to_charge: ({ month }) => `mess attendance show --month ${month}`,
  unknown_charge_kind: ({ nearest }) =>
    nearest === undefined
      ? 'mess charge kinds, or for a new one: mess charge kinds add NAME'
      : `is it ${nearest}? All of them: mess charge kinds`,
  charge_kind_exists: ({ hidden }) =>
    hidden === undefined
      ? 'mess charge kinds'
      : `to show it again: mess charge kinds unhide ${shellWord(hidden)}`,
  charge_kind_hidden: ({ name }) =>
    `another one of mess charge kinds, or show it again: mess charge kinds unhide ${shellWord(name)}`,
  share_below_nothing: ({ month }) =>
    `mess charge list --month ${month} shows them; mess charge void N takes one back`,
} satisfies Partial<Hints>;
