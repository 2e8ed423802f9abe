import { BILL_SCENARIOS } from './scenarios/bills.ts';
import { PAYMENT_SCENARIOS } from './scenarios/payments.ts';
import { MIGRATE_ON_OPEN, SCENARIOS } from './scenarios/scenarios.ts';
import { testKills } from './sweep.ts';

testKills([...SCENARIOS, MIGRATE_ON_OPEN, ...BILL_SCENARIOS, ...PAYMENT_SCENARIOS]);
