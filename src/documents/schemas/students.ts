import { STUDENT } from '../students.ts';
import { schemaOfFields } from './parts/fields.ts';
import { Warnings } from './parts/values.ts';

export const Student = schemaOfFields('Student', STUDENT);

export const ChangedStudent = schemaOfFields('ChangedStudent', STUDENT, { warnings: Warnings });
