import { NO_SETTING } from '../mess/settings.ts';

/**
 * A phone number as it is called from anywhere, digits alone.
 *
 * @param phone in its stored form: ten digits, or `+` and more
 * @param countryCode of the mess, digits, or `none`
 * @returns undefined where it has no country code
 */
export function internationalDigits(phone: string, countryCode: string): string | undefined {
  if (phone.startsWith('+')) return phone.slice(1);
  return phone === '' || countryCode === NO_SETTING ? undefined : `${countryCode}${phone}`;
}

/**
 * A link that opens WhatsApp with a text to somebody, to be sent by hand. Source: WhatsApp's help on click to chat.
 *
 * @param digits with the country code, without `+` and without zeros before it
 */
export function writeWhatsAppLink(digits: string, text: string): string {
  return `https://wa.me/${digits}?text=${encodeURIComponent(text)}`;
}
