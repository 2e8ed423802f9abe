/** From 0 to 99: in Hindi each has a name of its own. */
const NAMES = [
  'शून्य एक दो तीन चार पाँच छह सात आठ नौ',
  'दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस',
  'बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस',
  'तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस',
  'चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास',
  'पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ',
  'साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर',
  'सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी',
  'अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी',
  'नब्बे इक्यानवे बानवे तिरानवे चौरानवे पंचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे',
].flatMap((line) => line.split(' '));

/** The largest first. Above its crores it counts on in crores. */
const SIZES = [
  [10_000_000n, 'करोड़'],
  [100_000n, 'लाख'],
  [1000n, 'हज़ार'],
  [100n, 'सौ'],
] as const;

/**
 * Rupees as a receipt says them in Hindi: `एक हज़ार आठ सौ तीन रुपये और पचास पैसे मात्र`.
 *
 * @param amount decimal text of rupees, 0 or more
 */
export function rupeesInHindi(amount: string): string {
  const [whole = '0', rest = ''] = amount.split('.');
  const [rupees, paise] = [BigInt(whole), BigInt(rest.padEnd(2, '0'))];
  const sayRupees = `${sayNumber(rupees)} ${rupees === 1n ? 'रुपया' : 'रुपये'}`;
  const sayPaise = `${sayNumber(paise)} ${paise === 1n ? 'पैसा' : 'पैसे'}`;
  if (paise === 0n) return `${sayRupees} मात्र`;
  return rupees === 0n ? `${sayPaise} मात्र` : `${sayRupees} और ${sayPaise} मात्र`;
}

function sayNumber(number: bigint): string {
  for (const [size, name] of SIZES) {
    if (number < size) continue;
    const rest = number % size;
    const many = `${sayNumber(number / size)} ${name}`;
    return rest === 0n ? many : `${many} ${sayNumber(rest)}`;
  }
  return NAMES[Number(number)] ?? '';
}
