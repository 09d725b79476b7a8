import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { Found } from './found.ts'

/** A certificate, and what it cannot do without. */
export interface Dependent {
  /** Undefined: planned. */
  certificateId: string | undefined
  name: string
  /** Its names; and URLs: its authorities, the server or the cloud that proves it, and the proxies on the way there. */
  needs: readonly string[]
}

/** Whether what a check looked at concerns this certificate; something that is about no host concerns them all. */
export function dependsOn({ needs }: Pick<Dependent, 'needs'>, about: readonly string[] | undefined): boolean {
  return about === undefined || about.some((place) => needs.some((url) => url === place || hostOf(url) === place))
}

/** Checks of the whole network: where these fail, nothing outside this machine is reached. */
const ofAll: readonly string[] = ['network', 'resolver']

/** The names of the certificates that wait for what failed. */
export function heldUpBy({ status, kind, certificateId, about }: Found, dependents: readonly Dependent[]): string[] {
  // Where the device's own name leads is nothing that its proof by DNS waits for.
  if (status !== 'failed' || kind === 'own-name') return []
  const waits = (one: Dependent) => {
    if (certificateId !== undefined) return certificateId === one.certificateId
    return about === undefined ? ofAll.includes(kind) : dependsOn(one, about)
  }
  return [...new Set(dependents.filter(waits).map(({ name }) => name))]
}

/** Whether the proof is published by the cloud: a server of the customer's stands in for it where one is set up. */
export function isProvenByCloud({ via }: ProofMethod, hasDnsServer: boolean): boolean {
  return via === 'cloud' || via === 'delegation' || (via === 'automatic' && !hasDnsServer)
}

function hostOf(url: string): string | undefined {
  return URL.parse(url)?.hostname.replace(/^\[|\]$/g, '')
}
