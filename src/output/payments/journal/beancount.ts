import { dayAfter } from '../../../domain/values/date.ts';
import { visible } from '../../../domain/values/text.ts';
import type { JournalWriter } from './journal.ts';

/** Before all entries, and the same in every export. */
const OPENED = '1970-01-01';

/**
 * Source: beancount's manual, "Language Syntax", of version 2: text stands in quotes, a balance is that at the
 * beginning of its day, and one without a tolerance may be a unit off.
 */
export const writeBeancount: JournalWriter = {
  head({ settings: { name, currency } }, accounts) {
    const lines = accounts.map(({ name: account, id, owner }) =>
      [
        `${OPENED} open ${account} ${currency}\n`,
        ...(id === null ? [] : [`  id: ${quoted(id)}\n`]),
        ...(owner === null ? [] : [`  name: ${quoted(owner)}\n`]),
      ].join(''),
    );
    return [
      `option "title" ${quoted(name)}\noption "operating_currency" "${currency}"\n\n`,
      `${OPENED} commodity ${currency}\n\n`,
      ...lines,
    ].join('');
  },
  transaction({ code, date, text, moneyDate, reverses, postings }, nameOf, amountOf) {
    const links = reverses === null ? `^${code}` : `^${code} ^${reverses}`;
    let lines = `\n${date} * ${quoted(text)} ${links}\n`;
    if (moneyDate !== null) lines += `  money-date: ${moneyDate}\n`;
    for (const { account, of, amountMinor } of postings) {
      lines += `  ${nameOf(account, of)}  ${amountOf(amountMinor)}\n`;
    }
    return lines;
  },
  proof(assertions, date) {
    const next = dayAfter(date);
    const lines = assertions.map(({ account, amount }) => {
      const [number = '', currency = ''] = amount.split(' ');
      return `${next} balance ${account}  ${number} ~ 0 ${currency}\n`;
    });
    return ['\n; Proof\n', ...lines].join('');
  },
};

function quoted(text: string): string {
  return `"${visible(text).replaceAll(/["\\]/g, '\\$&')}"`;
}
