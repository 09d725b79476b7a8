/**
 * SHA-256 of nothing (CSP Level 3, §2.3.1): lets a page make empty <style> elements and fill them by script through
 * the CSSOM, which is how Fluent UI works, while inline style text and style attributes in HTML stay forbidden.
 */
const emptyStyleElement = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** The Content-Security-Policy under which every door serves the dashboard. It needs no nonce, so the files stay static. */
export const rendererContentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${emptyStyleElement}`,
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')
