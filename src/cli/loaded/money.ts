/** What the commands need besides that book money; see `everyday.ts`. */
export { MONEY_NOUNS } from '../../commands/money-declarations.ts';
