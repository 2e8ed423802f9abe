import type { Language } from '../../domain/mess/language.ts';

/** What is kept of a student, as docs/personal-data.md has it at length. A list for each language. */
export const PRIVACY: Readonly<
  Record<
    Language,
    { readonly lead: string; readonly kept: readonly string[]; readonly rights: readonly string[] }
  >
> = {
  en: {
    lead: 'This mess keeps only what it needs to work out bills and to know what is paid.',
    kept: [
      'Your id, name, branch, phone number, e-mail address, and the days on which you joined and left: until you have left and the office takes name and number out.',
      'Your days of each month, your shares of bills, what you are charged and what you paid: for good, because the accounts rest on them.',
      'What the bank wrote of your payments, such as your UPI id: until name and number are taken out.',
      'The UTR numbers that you tell the office: for good, as part of the accounts.',
      'Which messages were sent to you, about what, when, and what became of them: for good; not their words, nor the address they went to.',
      'When you signed in, and from which address: 400 days.',
      'A secret of your own only as a hash, from which nobody can read it, not even the office.',
      'Who changed what and when: in a record that cannot be altered unseen.',
    ],
    rights: [
      'This page sets three cookies: one that keeps you signed in until you sign out or close the browser, one by which this browser is known for a year, so that nobody who guesses at your sign-in keeps you out, and one for your language. Nothing is loaded from elsewhere, and nobody else is told of your visit.',
      'Only you and the staff of the mess see your figures.',
      'The office may send you your bill, a reminder of what you owe, or a receipt: by e-mail, through the mail server that the mess uses, or to your phone, through a program of the mess or by hand, as for SMS or WhatsApp. Who carries such a message can read it. If you want none, tell the office of the mess: it takes you off, and from then on nothing is sent to you.',
      'If something is wrong, or you want to know or have removed what is kept, ask the office of the mess.',
    ],
  },
  hi: {
    lead: 'यह मेस केवल वही रखता है जो बिल बनाने और भुगतान जानने के लिए ज़रूरी है।',
    kept: [
      'आपकी आईडी, नाम, शाखा, फ़ोन नंबर, ई-मेल पता, और आने-जाने की तारीख़ें: जब तक आप मेस छोड़ न दें और कार्यालय नाम और नंबर हटा न दे।',
      'हर महीने के आपके दिन, बिलों में आपका हिस्सा, आपके शुल्क और भुगतान: हमेशा, क्योंकि हिसाब इन्हीं पर टिका है।',
      'आपके भुगतान के बारे में बैंक ने जो लिखा, जैसे आपकी UPI आईडी: जब तक नाम और नंबर हटाए न जाएँ।',
      'जो UTR नंबर आप कार्यालय को बताते हैं: हमेशा, हिसाब के भाग के रूप में।',
      'आपको कौन-से संदेश भेजे गए, किस बारे में, कब, और उनका क्या हुआ: हमेशा; न उनके शब्द, न वह पता जिस पर वे गए।',
      'आपने कब और किस पते से साइन इन किया: 400 दिन।',
      'आपका गुप्त शब्द केवल एक हैश के रूप में, जिससे उसे कोई नहीं पढ़ सकता, कार्यालय भी नहीं।',
      'किसने क्या और कब बदला: ऐसे अभिलेख में जिसे छिपकर बदला नहीं जा सकता।',
    ],
    rights: [
      'यह पन्ना तीन कुकी रखता है: एक जिससे आप साइन आउट करने या ब्राउज़र बंद करने तक साइन इन रहते हैं, एक जिससे यह ब्राउज़र एक साल तक पहचाना जाता है, ताकि कोई अनुमान लगाकर आपको बाहर न रख सके, और एक आपकी भाषा के लिए। बाहर से कुछ नहीं लिया जाता, और आपके आने की बात किसी और को नहीं बताई जाती।',
      'आपके आँकड़े केवल आप और मेस के कर्मचारी देखते हैं।',
      'कार्यालय आपको बिल, बकाया की याद या रसीद भेज सकता है: ई-मेल से, मेस के मेल सर्वर के ज़रिए, या आपके फ़ोन पर, मेस के किसी प्रोग्राम से या हाथ से, जैसे SMS या WhatsApp। जो संदेश पहुँचाता है, वह उसे पढ़ सकता है। संदेश न चाहिए हों तो मेस के कार्यालय को बताइए: वह इसे दर्ज कर लेगा, और उसके बाद आपको कुछ नहीं भेजा जाएगा।',
      'कुछ ग़लत हो, या आप जानना या हटवाना चाहें कि क्या रखा गया है, तो मेस के कार्यालय से पूछें।',
    ],
  },
};
