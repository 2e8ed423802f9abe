import { visible } from '../../../domain/values/text.ts';
import type { JournalWriter } from './journal.ts';

/**
 * Source: hledger's manual, "Journal format", of 1.25: two blanks end the name of an account, `;` begins a
 * comment, `|` ends who is paid, and a word with a colon in a comment is a tag.
 */
export const writeHledger: JournalWriter = {
  head({ settings: { name, currency, currencyDecimals } }, accounts) {
    const fraction = '0'.repeat(currencyDecimals);
    const lines = accounts.map(({ name: account, owner }) =>
      owner === null ? `account ${account}\n` : `account ${account}  ; ${comment(owner)}\n`,
    );
    return [
      `; The journal of ${comment(name)}\n\n`,
      // A point also where there is none behind it: else it would be no number of a currency.
      `decimal-mark .\ncommodity 1000.${fraction} ${currency}\n\n`,
      ...lines,
    ].join('');
  },
  transaction({ code, date, text, moneyDate, reverses, postings }, nameOf, amountOf) {
    let lines = `\n${date} * (${code}) ${plain(text)}\n`;
    if (moneyDate !== null) lines += `    ; money-date:${moneyDate}\n`;
    if (reverses !== null) lines += `    ; reverses:${reverses}\n`;
    for (const { account, of, amountMinor } of postings) {
      lines += `    ${nameOf(account, of)}  ${amountOf(amountMinor)}\n`;
    }
    return lines;
  },
  proof(assertions, date) {
    const lines = assertions.map(({ account, amount }) => `    ${account}  0 = ${amount}\n`);
    return [`\n${date} * (proof) Proof\n`, ...lines].join('');
  },
};

/** Of a description. */
function plain(text: string): string {
  return /[^ -:<-{}~]/.test(text) ? visible(text).replaceAll(/[;|]/g, ',') : text;
}

function comment(text: string): string {
  return plain(text).replaceAll(':', ' ');
}
