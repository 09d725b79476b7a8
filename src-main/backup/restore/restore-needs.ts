import type { IssuedFacts } from '../../acme/authority.port.ts'
import type { CertificateStore } from '../../stores/store.port.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'

export const restoreSteps = ['unpacked', 'merged', 'sealed', 'checked', 'decided', 'switched', 'placed'] as const
export type RestoreStep = (typeof restoreSteps)[number]

export interface RestoreNeeds {
  clock: Clock
  pid: number
  /** Letters, digits and dashes; never the same twice. */
  newId(): string
  /** What seals in a data folder, and the store its certificates lie in. */
  secretsIn(folder: string): Secrets
  storeIn(folder: string): CertificateStore
  readIssued(certificatePem: string): Promise<IssuedFacts>
  progress?(step: RestoreStep): void
}
