import { parseBranch, parseName } from '../../domain/students/student.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { dateOption } from '../options/dates.ts';
import { valueOption } from '../options/values.ts';

/** What the roll says of a student, besides the id. */
export const DETAIL_OPTIONS = {
  name: valueOption('--name <NAME>', 'the full name', parseName),
  branch: valueOption('--branch <BRANCH>', 'the branch or department', parseBranch),
  phone: valueOption('--phone <PHONE>', '10 digits, or + and 8 to 15 digits', parsePhone),
  joined: dateOption('--joined <DATE>', 'the first day on the roll, like 2025-05-12'),
};
