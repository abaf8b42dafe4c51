const fallback = "script-src 'self' 'wasm-unsafe-eval'";

/** The `script-src` of a built page's own policy, which knows the hash of its one inline script. */
function scriptSource(html: string): string {
  const meta = /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  const directive = meta
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith('script-src '));
  return directive ?? fallback;
}

/**
 * Policy for a page of the app. It joins the one in the page, so its scripts must be those that the page allows.
 * Styles may be inline: components set custom properties on elements.
 */
export function pagePolicy(html: string): string {
  return [
    "default-src 'self'",
    scriptSource(html),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self' blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
