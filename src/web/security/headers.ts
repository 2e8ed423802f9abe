/** What a page may load and where it may be shown: from here, and nowhere else (ASVS 5.0, 3.4). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

const ALWAYS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

const A_YEAR_SECONDS = 365 * 24 * 3600;

/** The headers of every answer. @param isSecure whether it is reached by HTTPS alone */
export function securityHeaders(isSecure: boolean): Readonly<Record<string, string>> {
  if (!isSecure) return ALWAYS;
  return { ...ALWAYS, 'strict-transport-security': `max-age=${A_YEAR_SECONDS}` };
}
