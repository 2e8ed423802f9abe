import type { DateForm } from '../values/date-form.ts';

/** What is usual where people live. */
export interface Region {
  /** ISO 4217. */
  readonly currency: string;
  readonly dateForm: DateForm;
}

/** Of many places, by the time zones that are theirs. What is not here is not guessed. */
export const REGIONS: readonly (readonly [
  currency: string,
  dateForm: DateForm,
  timeZones: string,
])[] = [
  ['INR', 'DD/MM/YYYY', 'Asia/Kolkata Asia/Calcutta'],
  ['NPR', 'YYYY-MM-DD', 'Asia/Kathmandu Asia/Katmandu'],
  ['BDT', 'DD/MM/YYYY', 'Asia/Dhaka'],
  ['PKR', 'DD/MM/YYYY', 'Asia/Karachi'],
  ['LKR', 'YYYY-MM-DD', 'Asia/Colombo'],
  ['BTN', 'YYYY-MM-DD', 'Asia/Thimphu'],
  ['AED', 'DD/MM/YYYY', 'Asia/Dubai'],
  ['SAR', 'DD/MM/YYYY', 'Asia/Riyadh'],
  ['QAR', 'DD/MM/YYYY', 'Asia/Qatar'],
  ['KWD', 'DD/MM/YYYY', 'Asia/Kuwait'],
  ['SGD', 'DD/MM/YYYY', 'Asia/Singapore'],
  ['MYR', 'DD/MM/YYYY', 'Asia/Kuala_Lumpur'],
  ['IDR', 'DD/MM/YYYY', 'Asia/Jakarta'],
  ['THB', 'DD/MM/YYYY', 'Asia/Bangkok'],
  ['VND', 'DD/MM/YYYY', 'Asia/Ho_Chi_Minh Asia/Saigon'],
  ['PHP', 'MM/DD/YYYY', 'Asia/Manila'],
  ['HKD', 'DD/MM/YYYY', 'Asia/Hong_Kong'],
  ['CNY', 'YYYY-MM-DD', 'Asia/Shanghai'],
  ['TWD', 'YYYY/MM/DD', 'Asia/Taipei'],
  ['JPY', 'YYYY/MM/DD', 'Asia/Tokyo'],
  ['KRW', 'YYYY-MM-DD', 'Asia/Seoul'],
  ['KES', 'DD/MM/YYYY', 'Africa/Nairobi'],
  ['NGN', 'DD/MM/YYYY', 'Africa/Lagos'],
  ['GHS', 'DD/MM/YYYY', 'Africa/Accra'],
  ['TZS', 'DD/MM/YYYY', 'Africa/Dar_es_Salaam'],
  ['UGX', 'DD/MM/YYYY', 'Africa/Kampala'],
  ['EGP', 'DD/MM/YYYY', 'Africa/Cairo'],
  ['ZAR', 'YYYY/MM/DD', 'Africa/Johannesburg'],
  ['GBP', 'DD/MM/YYYY', 'Europe/London'],
  ['EUR', 'DD/MM/YYYY', 'Europe/Paris Europe/Madrid Europe/Rome Europe/Lisbon Europe/Dublin'],
  ['EUR', 'DD/MM/YYYY', 'Europe/Brussels Europe/Athens Europe/Luxembourg'],
  ['EUR', 'DD.MM.YYYY', 'Europe/Berlin Europe/Vienna Europe/Helsinki Europe/Bratislava'],
  ['EUR', 'DD-MM-YYYY', 'Europe/Amsterdam'],
  ['CHF', 'DD.MM.YYYY', 'Europe/Zurich'],
  ['CZK', 'DD.MM.YYYY', 'Europe/Prague'],
  ['PLN', 'DD.MM.YYYY', 'Europe/Warsaw'],
  ['NOK', 'DD.MM.YYYY', 'Europe/Oslo'],
  ['DKK', 'DD.MM.YYYY', 'Europe/Copenhagen'],
  ['SEK', 'YYYY-MM-DD', 'Europe/Stockholm'],
  ['UAH', 'DD.MM.YYYY', 'Europe/Kyiv Europe/Kiev'],
  ['TRY', 'DD.MM.YYYY', 'Europe/Istanbul'],
  ['USD', 'MM/DD/YYYY', 'America/New_York America/Chicago America/Denver America/Los_Angeles'],
  ['USD', 'MM/DD/YYYY', 'America/Phoenix America/Detroit America/Anchorage Pacific/Honolulu'],
  ['CAD', 'YYYY-MM-DD', 'America/Toronto America/Vancouver America/Edmonton America/Halifax'],
  ['BRL', 'DD/MM/YYYY', 'America/Sao_Paulo'],
  ['MXN', 'DD/MM/YYYY', 'America/Mexico_City'],
  ['AUD', 'DD/MM/YYYY', 'Australia/Sydney Australia/Melbourne Australia/Brisbane'],
  ['AUD', 'DD/MM/YYYY', 'Australia/Perth Australia/Adelaide'],
  ['NZD', 'DD/MM/YYYY', 'Pacific/Auckland'],
];

/** @param timeZone IANA name */
export function findRegion(timeZone: string): Region | undefined {
  const found = REGIONS.find(([, , timeZones]) => timeZones.split(' ').includes(timeZone));
  return found && { currency: found[0], dateForm: found[1] };
}

/** How dates are written where a time zone is; the one form that nobody takes for another where that is not known. */
export function usualDateForm(timeZone: string): DateForm {
  return findRegion(timeZone)?.dateForm ?? 'YYYY-MM-DD';
}
