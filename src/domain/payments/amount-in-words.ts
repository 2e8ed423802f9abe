const ONES = [
  ...['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'],
  ...['Eleven', 'Twelve', 'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen'],
  ...['Eighteen', 'Nineteen'],
];
const TENS = [
  ...['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'],
];

/** The largest first. Above its crores the Indian system counts on in crores: one lakh crore. */
const INDIAN = [
  [10_000_000n, 'Crore'],
  [100_000n, 'Lakh'],
  [1000n, 'Thousand'],
] as const;
const WESTERN = [
  [1_000_000_000_000n, 'Trillion'],
  [1_000_000_000n, 'Billion'],
  [1_000_000n, 'Million'],
  [1000n, 'Thousand'],
] as const;

/** What the units of a currency are called; of others the code is said. */
const UNITS: Readonly<Record<string, readonly [unit: string, minor: string]>> = {
  INR: ['Rupees', 'Paise'],
  NPR: ['Rupees', 'Paise'],
  PKR: ['Rupees', 'Paisa'],
  BDT: ['Taka', 'Poisha'],
};

/**
 * An amount as a receipt says it, so that no digit can be added: `Rupees Twelve Lakh Thirty-Four Thousand and
 * Fifty Paise Only`; of a currency whose units have no name here, `USD Twelve and 50/100 Only`.
 *
 * @param minor minor units, 0 or more
 * @param locale `en-IN` counts in lakhs and crores
 */
export function amountInWords(
  minor: bigint,
  {
    currency,
    currencyDecimals,
    locale,
  }: { readonly currency: string; readonly currencyDecimals: number; readonly locale: string },
): string {
  const scale = 10n ** BigInt(currencyDecimals);
  const [whole, rest] = [minor / scale, minor % scale];
  const system = locale === 'en-IN' ? INDIAN : WESTERN;
  const units = UNITS[currency];
  const say = (number: bigint) => sayNumber(number, system);
  if (units === undefined) {
    const fraction = rest === 0n ? '' : ` and ${rest}/${scale}`;
    return `${currency} ${say(whole)}${fraction} Only`;
  }
  const [unit, minorUnit] = units;
  if (whole === 0n && rest > 0n) return `${say(rest)} ${minorUnit} Only`;
  return `${unit} ${say(whole)}${rest === 0n ? '' : ` and ${say(rest)} ${minorUnit}`} Only`;
}

function sayNumber(number: bigint, system: typeof INDIAN | typeof WESTERN): string {
  for (const [size, name] of system) {
    if (number < size) continue;
    const rest = number % size;
    const many = `${sayNumber(number / size, system)} ${name}`;
    return rest === 0n ? many : `${many} ${sayNumber(rest, system)}`;
  }
  return sayHundreds(Number(number));
}

/** @param number below 1000 */
function sayHundreds(number: number): string {
  if (number < 20) return ONES[number] ?? '';
  if (number < 100) {
    const tens = TENS[Math.floor(number / 10)] ?? '';
    return number % 10 === 0 ? tens : `${tens}-${ONES[number % 10]}`;
  }
  const rest = number % 100;
  const hundreds = `${ONES[Math.floor(number / 100)]} Hundred`;
  return rest === 0 ? hundreds : `${hundreds} ${sayHundreds(rest)}`;
}
