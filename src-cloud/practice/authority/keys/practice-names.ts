/** Said wherever somebody may look at the certificate, most of all in a trust store. */
export const rootName = 'CN=MyL.Zip Practice Root (never trust this), O=MyL.Zip Practice'
export const issuerName = 'CN=MyL.Zip Practice Issuer (never trust this), O=MyL.Zip Practice'

/** The only names its certificates can be valid for (RFC 2606, RFC 6761), even on a machine that did trust the root. */
export const permittedDomains = ['test', 'example', 'localhost'] as const
