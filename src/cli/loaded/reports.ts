/** What reports need besides; see `everyday.ts`. */
export { REPORT_NOUNS } from '../../commands/report-declarations.ts';
