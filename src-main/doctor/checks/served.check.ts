import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import type { DeployTarget } from '../../deploy-targets/target.port.ts'
import type { Probe } from '../../monitoring/probe.port.ts'
import { splitCertificates } from '../../system/x509/certificates.policy.ts'
import type { Check, Trouble } from '../check.port.ts'
import { fact, failed, skipped, titled, well } from '../verdict.policy.ts'
import type { InstalledVersion } from './store.check.ts'

/** A certificate in use, and the programs that should present it. */
export interface ServedVersion extends InstalledVersion {
  targets(): Promise<readonly Pick<DeployTarget, 'label' | 'address' | 'bound' | 'seenBy'>[]>
}

/** Whether programs present the certificate, by a handshake as any client makes it. */
export function checkServed(probe: Probe, served: readonly ServedVersion[]): Check {
  return {
    id: 'served',
    kind: 'served',
    group: 'certificates',
    ...titled('check.served'),
    patience: 30 * second,
    async look() {
      const evidence: Fact[] = []
      let wrong: Trouble | undefined
      const about: string[] = []
      for (const { name, thumbprint, chainPem, targets } of served) {
        for (const target of await targets()) {
          const { label, address } = target
          try {
            if (target.seenBy === 'reading-back') {
              const found = (await target.bound()) ?? 'no certificate'
              if (found !== thumbprint) throw new Refusal('TARGET_BOUND_OTHER', { target: label, expected: thumbprint, found })
              evidence.push(fact(saying('seen.target', { target: label }), saying('seen.has', { thumbprint, name })))
              continue
            }
            const place = address()
            if (!place) throw new Refusal('PROOF_NOT_REACHED', { target: label, address: 'any port', reason: 'it is not listening' })
            const issuersPem = splitCertificates(chainPem).slice(1)
            const { trust, protocol, cipher } = await probe.prove({ name, ...place, expected: thumbprint, issuersPem, label })
            evidence.push(
              fact(
                saying('seen.target-at', { target: label, address: `${place.host}:${place.port}` }),
                saying('seen.presents', { thumbprint, name, protocol, cipher, trust: `seen.trust-${trust}` }),
              ),
            )
          } catch (error) {
            if (!isRefusal(error)) throw error
            const found = { code: error.code, data: error.data }
            evidence.push(fact(saying('seen.target', { target: label }), `${found.code}: ${found.data.reason ?? found.data.found ?? ''}`))
            wrong ??= found
            about.push(name)
          }
        }
      }
      if (evidence.length === 0) return skipped(saying('found.served-none'))
      return wrong ? { ...failed(wrong, evidence), about } : well(saying('found.served'), evidence)
    },
  }
}
