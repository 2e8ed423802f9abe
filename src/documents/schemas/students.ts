import { STUDENT } from '../students.ts';
import { schemaOfFields } from './fields.ts';

export const Student = schemaOfFields('Student', STUDENT);
