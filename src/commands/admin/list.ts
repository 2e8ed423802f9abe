import { ADMIN } from '../../documents/access.ts';
import { listAdmins } from '../../operations/access/admins.ts';
import { ADMIN_LIST } from '../../output/access/admins.ts';
import { listRecords } from '../list-records.ts';
import { defineVerb } from '../verb.ts';

export const adminList = defineVerb({
  name: 'list',
  summary: 'List the admins with their roles',
  examples: ['mess admin list', 'mess admin list --json'],
  permission: 'see the admins',
  run: listRecords(ADMIN, listAdmins, ADMIN_LIST),
});
