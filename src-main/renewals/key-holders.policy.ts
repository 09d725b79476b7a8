import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { CertificateStore } from '../stores/store.port.ts'

/** Programs that need the key in their hands where the store gives it to nobody: for them a sealed copy of it has to stay. */
export function keyHolders({ holdsKeys }: Pick<CertificateStore, 'holdsKeys'>, targets: readonly DeployTarget[]): string[] {
  return holdsKeys ? targets.filter(({ bindStored }) => !bindStored).map(({ label }) => label) : []
}
