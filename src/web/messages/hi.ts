import type { Messages } from './messages.ts';

export const HINDI: Messages = {
  signIn: 'साइन इन करें',
  signOut: 'साइन आउट करें',
  id: 'आपकी आईडी (रोल नंबर)',
  phone: 'आपका फ़ोन नंबर',
  secret: 'आपका गुप्त शब्द',
  wrongCredentials: 'आईडी या साइन इन की जानकारी ग़लत है।',
  account: 'मेरा खाता',
  nothingOwed: 'आप पर कुछ बकाया नहीं है।',
  owed: (amount) => `आप पर ${amount} बकाया है`,
  credit: (amount) => `आपके ${amount} जमा हैं`,
  months: 'मेरे महीने',
  month: 'महीना',
  days: 'दिन',
  amount: 'राशि',
  paid: 'चुकाया',
  open: 'बाक़ी',
  goToContent: 'सामग्री पर जाएँ',
  somethingWrong: 'यह नहीं हो सका',
  noSuchPage: 'ऐसा कोई पन्ना नहीं है।',
};
