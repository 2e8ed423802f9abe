import { STUDENT } from '../students.ts';
import { schemaOfFields } from './fields.ts';
import { Warnings } from './values.ts';

export const Student = schemaOfFields('Student', STUDENT);

export const ChangedStudent = schemaOfFields('ChangedStudent', STUDENT, { warnings: Warnings });
