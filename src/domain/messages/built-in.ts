import type { Language } from '../mess/language.ts';
import type { TextName } from './template.ts';

/**
 * The words of messages until the mess has its own, as their files have them. No amount stands in a
 * subject: phones show it when they are locked.
 */
export const BUILT_IN: Readonly<Record<TextName, string>> = {
  'bill.en': `Subject: {mess}: your bill of {month}

Dear {name},

your bill of {month} is {currency}{amount}.
{corrected}
Days present: {days}
Owed from before: {currency}{previousDue}
Late fees: {currency}{lateFees}
Paid of it already: {currency}{paid}
Owed of later months: {currency}{laterDue}

To pay: {currency}{totalDue}
Late of it: {currency}{overdue}, since {oldestDue}
The rest by {restBy}.
Pay by {payBy}.
Pay by UPI to {upiAddress}, with the note {upiNote}.
{nothingToPay}
You have paid ahead: {currency}{credit}

{mess}
`,
  'bill.hi': `Subject: {mess}: {month} का बिल

प्रिय {name},

{month} का आपका मेस बिल {currency}{amount} है।
{corrected}
उपस्थिति के दिन: {days}
पहले का बकाया: {currency}{previousDue}
विलंब शुल्क: {currency}{lateFees}
इसमें से चुकाया जा चुका: {currency}{paid}
बाद के महीनों का बकाया: {currency}{laterDue}

आप पर बकाया: {currency}{totalDue}
जिसकी तारीख़ निकल चुकी है: {currency}{overdue}, अंतिम दिन {oldestDue} था
बाक़ी {restBy} तक चुकाएँ।
{payBy} तक चुकाएँ।
UPI से {upiAddress} पर चुकाएँ, टिप्पणी में {upiNote} लिखें।
{nothingToPay}
आपने अग्रिम दिया है: {currency}{credit}

{mess}
`,
  'dues.en': `Subject: {mess}: what you owe

Dear {name},

on {asOf} you owe the mess {currency}{totalDue}.
Late of it: {currency}{overdue}, since {oldestDue}
The rest by {restBy}.
Pay by {payBy}.

Pay by UPI to {upiAddress}, with the note {upiNote}.
If you have paid in the meantime, nothing is to be done.

{mess}
`,
  'dues.hi': `Subject: {mess}: आपका बकाया

प्रिय {name},

{asOf} को आप पर मेस का {currency}{totalDue} बकाया है।
जिसकी तारीख़ निकल चुकी है: {currency}{overdue}, अंतिम दिन {oldestDue} था
बाक़ी {restBy} तक चुकाएँ।
{payBy} तक चुकाएँ।

UPI से {upiAddress} पर चुकाएँ, टिप्पणी में {upiNote} लिखें।
इस बीच चुका दिया हो तो कुछ न करें।

{mess}
`,
  'receipt.en': `Subject: {mess}: receipt {receipt}

Dear {name},

we received {currency}{amount} on {date}.
Receipt: {receipt}
How: {method}
Reference: {reference}
For: {month}

Still to pay: {currency}{totalDue}
You have paid ahead: {currency}{credit}

{mess}
`,
  'receipt.hi': `Subject: {mess}: रसीद {receipt}

प्रिय {name},

{date} को {currency}{amount} मिले।
रसीद: {receipt}
कैसे: {method}
संदर्भ: {reference}
किसके लिए: {month}

आप पर बकाया: {currency}{totalDue}
आपने अग्रिम दिया है: {currency}{credit}

{mess}
`,
};

/** What the variables say that are a sentence or nothing. */
export const SENTENCES: Readonly<
  Record<Language, { readonly nothingToPay: string; readonly corrected: string }>
> = {
  en: { nothingToPay: 'Nothing is to be paid.', corrected: 'This bill was corrected.' },
  hi: { nothingToPay: 'कुछ नहीं चुकाना है।', corrected: 'यह बिल सुधारा गया है।' },
};
