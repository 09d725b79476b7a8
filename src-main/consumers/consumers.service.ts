import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type {
  CertificateUse as CertificateUseView,
  ChangePreview,
  PreviewInput,
  UsedBy,
  UsedByInput,
} from '@mylzip/shared/operations/consumers.ts'
import type { Kysely } from 'kysely'
import { findIssued, findManaged } from '../certificates/find-issued.ts'
import { isReplacedWhenRevoked } from '../certificates/replaced-when-revoked.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { CertificateUse, Sight } from './certificate-use.ts'
import { type Change, effectOn } from './preview.policy.ts'
import type { UseMap } from './use-map.service.ts'
import { saidOfEffect, saidOfUse, toldOf } from './use-sentences.policy.ts'

interface Needs {
  db: Kysely<AgentTables>
  map: UseMap
  /** The kinds of programs that are looked at on this system. */
  lookedAt: readonly DeployTargetKind[]
}

/** Which programs use which certificate, as callers see it, and what a change would mean for each. */
export function createConsumers({ db, lookedAt, map }: Needs) {
  const shared = ({ at, unread }: Sight) => ({
    at: toTimestamp(at),
    lookedAt: [...lookedAt],
    unread: unread.map(({ what, refusal: { code, data, message } }) => ({
      what,
      code,
      data,
      sentence: message,
      nextStep: nextStepOf(code, data),
    })),
  })

  async function changeOf({ certificateId, change, reason, version: number }: PreviewInput): Promise<Change> {
    const certificate = await findManaged(db, certificateId)
    if (change !== 'revoke') return { kind: change, version: certificate.current_version ?? 0, isReplaced: change === 'renew' }
    const version = await findIssued(db, certificate, number)
    return { kind: change, version: version.number, isReplaced: await isReplacedWhenRevoked(db, certificate, version, reason) }
  }

  return {
    async list({ certificateId, thumbprint }: UsedByInput): Promise<UsedBy> {
      if (certificateId !== undefined) await findManaged(db, certificateId)
      const sight = await map.look()
      const uses = sight.uses
        .filter(({ own }) => certificateId === undefined || own?.certificateId === certificateId)
        .filter((use) => thumbprint === undefined || use.thumbprint === thumbprint.toUpperCase())
      return { ...shared(sight), uses: uses.map(asView) }
    },

    async preview(wanted: PreviewInput): Promise<ChangePreview> {
      const change = await changeOf(wanted)
      const sight = await map.lookAnew()
      const effects = sight.uses
        .filter(({ own }) => own?.certificateId === wanted.certificateId)
        .map((use) => {
          const effect = effectOn(use, change)
          return { use: asView(use), effect, ...toldOf(saidOfEffect(use, effect, change)) }
        })
      return { ...shared(sight), change: change.kind, effects }
    },
  }
}

export type Consumers = ReturnType<typeof createConsumers>

function asView(use: CertificateUse): CertificateUseView {
  const { address, notAfter, outlook, own, program, standing, subject, target, thumbprint } = use
  return {
    program,
    thumbprint,
    address: address ? `${address.host}:${address.port}` : null,
    certificate: own ? { id: own.certificateId, name: own.name, version: own.version } : null,
    subject: subject ?? null,
    notAfter: timestampOrNull(notAfter ?? null),
    standing,
    outlook,
    target: target ?? null,
    ...toldOf(saidOfUse(use)),
  }
}
