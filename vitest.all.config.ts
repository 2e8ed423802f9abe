import { configureTests } from './test/support/suite.ts';

export default configureTests('all');
