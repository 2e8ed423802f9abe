import { BILL_SCENARIOS } from './bill-scenarios.ts';
import { PAYMENT_SCENARIOS } from './payment-scenarios.ts';
import { MIGRATE_ON_OPEN, SCENARIOS } from './scenarios.ts';
import { testKills } from './sweep.ts';

testKills([...SCENARIOS, MIGRATE_ON_OPEN, ...BILL_SCENARIOS, ...PAYMENT_SCENARIOS]);
