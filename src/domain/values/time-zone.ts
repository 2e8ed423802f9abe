import { ValueError } from '../../errors.ts';
import { findNearest } from './text.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * How Intl writes an instant in a time zone, to the minute. There is one a zone: to make it takes a hundred
 * times as long as to use it.
 *
 * @throws RangeError Intl knows no such zone
 */
export function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

/** Of names that are time zones, which take Intl a while. */
const spelled = new Map<string, string>();

/**
 * The name of an IANA time zone that this machine knows. One in capitals or small letters alone is spelled as
 * it is listed; else it stays as it was written: which of two names is the canonical one differs between
 * machines (Asia/Calcutta, Asia/Kolkata).
 *
 * @throws ValueError `bad_time_zone`
 */
export function parseTimeZone(text: string): string {
  const name = text.trim();
  // Offsets such as +05:30 are accepted by Intl but have no summer time and no name.
  if (/^[A-Za-z]/.test(name)) {
    const known = spelled.get(name);
    if (known !== undefined) return known;
    try {
      zoneFormat(name);
      const spelling = spell(name);
      spelled.set(name, spelling);
      return spelling;
    } catch {
      // Intl throws RangeError for a name it does not know.
    }
  }
  const near = listNear(name);
  const how =
    near.length === 0 ? 'write it like Asia/Kolkata' : `did you mean ${near.join(' or ')}?`;
  throw new ValueError('bad_time_zone', `not a time zone; ${how}`);
}

/** Zones of the place that somebody names alone, or mistypes; by its name of today or of before. */
function listNear(text: string): string[] {
  const wanted = placeOf(text.trim().replace(/[\s-]+/g, '_'));
  const zones = [...Intl.supportedValuesOf('timeZone'), ...Object.entries(NEW_NAMES).flat()];
  const places = new Map<string, Set<string>>();
  for (const zone of zones) {
    const place = placeOf(zone);
    places.set(place, (places.get(place) ?? new Set()).add(currentName(zone)));
  }
  const found = places.has(wanted) ? wanted : findNearest(wanted, places.keys());
  return found === undefined ? [] : [...(places.get(found) ?? [])];
}

/** `kolkata` of Asia/Kolkata. */
function placeOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
}

function spell(name: string): string {
  const folded = name.toLowerCase();
  if (name !== folded && name !== name.toUpperCase()) return name;
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const listed = zones.find((zone) => zone.toLowerCase() === folded);
  if (listed !== undefined) return listed;
  // What has no place in it is an abbreviation: of IST and its like the zone is kept, which has its dates.
  if (!folded.includes('/')) {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone.includes('/') ? currentName(timeZone) : name.toUpperCase();
  }
  return folded.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}

/** Names of today for those that some machines still give. */
const NEW_NAMES: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** The name that people know a time zone by today. */
export function currentName(timeZone: string): string {
  return NEW_NAMES[timeZone] ?? timeZone;
}
