import type { Reason } from '../../../src/reasons.ts';
import { BILL, inMay, run, type Way } from './way.ts';

const CHARGE = 'charge add S003 --month 2025-05 --kind extra --amount 10';
const VOID = 'charge void 1 --reason twice --yes';

export const CHARGE_WAYS = {
  unknown_charge: {
    exit: 3,
    hint: 'mess charge list --month MONTH shows the numbers',
    reach: run('charge void 9 --reason twice'),
  },
  charge_void: {
    exit: 8,
    hint: 'mess charge list --month 2025-05 --all',
    reach: inMay(VOID, CHARGE, VOID),
  },
  nobody_to_charge: {
    exit: 3,
    hint: 'mess attendance show --month 2025-05',
    reach: inMay('charge add --branch ARTS --month 2025-05 --kind extra --amount 10'),
  },
  unknown_charge_kind: {
    exit: 3,
    hint: 'is it guest? All of them: mess charge kinds',
    reach: inMay('charge add S003 --month 2025-05 --kind gest --amount 10'),
  },
  charge_kind_exists: {
    exit: 8,
    hint: 'mess charge kinds',
    reach: run('charge kinds add Guest --counts-as extra'),
  },
  charge_kind_hidden: {
    exit: 8,
    hint: 'another one of mess charge kinds, or show it again: mess charge kinds unhide extra',
    reach: inMay(CHARGE, 'charge kinds hide extra'),
  },
  share_below_nothing: {
    exit: 6,
    hint: 'mess charge list --month 2025-05 shows them; mess charge void N takes one back',
    reach: inMay(BILL, 'charge add S003 --month 2025-05 --kind discount --amount 90000'),
  },
} satisfies Partial<Record<Reason, Way>>;
