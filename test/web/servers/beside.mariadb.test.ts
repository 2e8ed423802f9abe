import { test } from 'vitest';
import { expectAllSucceed } from './beside.ts';

test('desks on the web and at the keyboard, and the cron of a night, at once', expectAllSucceed);
