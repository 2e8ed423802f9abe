import { CLAIM } from '../claims.ts';
import { schemaOfFields } from './fields.ts';

export const Claim = schemaOfFields('Claim', CLAIM);
