import { test } from 'vitest';
import { expectDoneOnce } from './once.ts';

test('of many at once one is done, also where they go to two servers', expectDoneOnce);
