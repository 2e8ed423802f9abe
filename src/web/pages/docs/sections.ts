import { ENDPOINTS } from '../../api/catalogue.ts';
import type { Endpoint } from '../../api/endpoint.ts';

/** Endpoints that stand on one page. */
export interface Section {
  /** In its path. */
  readonly slug: string;
  readonly title: string;
  readonly endpoints: readonly Endpoint[];
}

/** By what their paths begin with. */
const TITLES: readonly (readonly [slug: string, title: string, first: readonly string[]])[] = [
  ['signing-in', 'Signing in', ['sessions', 'session']],
  ['roll', 'The roll', ['students', 'student-codes']],
  ['me', 'What students see of their own', ['me']],
  ['attendance', 'Attendance', ['attendance', 'attendance-marks']],
  ['purchases', 'Purchases', ['purchases', 'purchase-heads']],
  ['bills', 'Bills and months', ['bills', 'months']],
  ['charges', 'Charges', ['charges', 'charge-kinds']],
  ['payments', 'Payments', ['payments']],
  ['dues', 'Dues, deposits and openings', ['dues', 'deposits', 'openings']],
  ['books', 'Books and cash', ['books', 'cash']],

  ['owners', 'Admins, service tokens and settings', ['admins', 'service-tokens', 'settings']],
  ['record', 'Status, record and database', ['status', 'operations', 'audit', 'database']],
];

/** All endpoints, each in one of them; what begins otherwise has one of its own. */
export const SECTIONS: readonly Section[] = listSections();

function listSections(): Section[] {
  const named = TITLES.flatMap(([, , first]) => first);
  const others = [...new Set(ENDPOINTS.map(firstOf))].filter((each) => !named.includes(each));
  const own = others.map((each) => [each, capitalise(each), [each]] as const);
  return [...TITLES, ...own].map(([slug, title, first]) => ({
    slug,
    title,
    endpoints: ENDPOINTS.filter((each) => first.includes(firstOf(each))),
  }));
}

function firstOf({ path }: Endpoint): string {
  return path.split('/')[1] ?? '';
}

function capitalise(slug: string): string {
  const [first = '', ...rest] = slug.replaceAll('-', ' ');
  return first.toUpperCase() + rest.join('');
}
