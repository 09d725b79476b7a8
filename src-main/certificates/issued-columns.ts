import type { IssuedFacts } from '../acme/authority.port.ts'

/** What a version's row holds of an issued chain (PEM, leaf first), however it came here. */
export function issuedColumns(chain: readonly string[], facts: IssuedFacts) {
  return {
    chain_pem: chain.join(''),
    serial: facts.serial,
    thumbprint: facts.thumbprint,
    issuer: facts.issuer,
    ari_id: facts.ariId ?? null,
    not_before: facts.notBefore,
    not_after: facts.notAfter,
  }
}
