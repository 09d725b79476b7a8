import { X509Certificate } from 'node:crypto'

/**
 * Which of the chains leads where the person wants, by the common name of a root or issuer: first the one whose end is
 * signed by it, then one that has such an issuer further down (cross-signed roots). Undefined when none does.
 */
export function preferredOf<Chain extends readonly string[]>(chains: readonly Chain[], preferred: string): Chain | undefined {
  const wanted = preferred.trim().toLowerCase()
  const issuers = chains.map((chain) => chain.map(issuerName))
  const at = issuers.findIndex((names) => names.at(-1) === wanted)
  const anywhere = at === -1 ? issuers.findIndex((names) => names.includes(wanted)) : at
  return chains[anywhere]
}

/** Whether the end of this chain is signed by the wanted one: then no other has to be looked at. */
export function leadsTo(chain: readonly string[], preferred: string): boolean {
  return issuerName(chain.at(-1) ?? '') === preferred.trim().toLowerCase()
}

function issuerName(pem: string): string | undefined {
  try {
    return /^CN=(.*)$/m.exec(new X509Certificate(pem).issuer)?.[1]?.trim().toLowerCase()
  } catch {
    return undefined
  }
}
