import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ChangePreview, PreviewInput, UsedBy } from '@mylzip/shared/operations/consumers.ts'
import type { Chain, PastVersion } from '@mylzip/shared/operations/history.ts'
import type { Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'
import { sampleChain, samplePastVersion } from './sample-history.ts'
import { sampleNow, sampleVersion } from './samples.ts'

/** What a test wants of certificates beside the snapshot. */
export interface CertificateScript {
  snapshot: Snapshot
  versions?: PastVersion[]
  chain?: Chain
  uses?: UsedBy['uses']
  effects?: ChangePreview['effects']
  /** All that programs use, and what a change of it means, where a test asks for more than that. */
  usedBy?: () => Promise<UsedBy>
  previewChange?: (change: PreviewInput) => Promise<ChangePreview>
  /** What giving out, revoking, choosing and forgetting throw. */
  refuseCustody?: Refusal
}

const sight = { at: new Date(sampleNow).toISOString(), lookedAt: ['device-page' as const], unread: [] }

export function scriptCertificates(script: CertificateScript, asked: string[], push: (event: StateEvent) => void) {
  const { snapshot } = script
  const asking = (what: string) => {
    asked.push(what)
    if (script.refuseCustody !== undefined) throw script.refuseCustody
  }
  const certificateOf = (wanted: string) => snapshot.certificates.find(({ id }) => id === wanted) ?? snapshot.certificates[0]
  return {
    versions: async () => script.versions ?? [samplePastVersion()],
    chain: async () => script.chain ?? sampleChain(),
    async export({ format, oneTimePassword, password }) {
      asking(`export ${format}${oneTimePassword ? ' one-time' : password === undefined ? '' : ' own'}`)
      const content = Buffer.from('what a file holds').toString('base64')
      return {
        content,
        fileName: `intranet.${format}`,
        mediaType: 'application/octet-stream',
        oneTimePassword: oneTimePassword ? 'kite-laser-47-orbit' : null,
      }
    },
    async revoke({ certificateId, reason }) {
      asking(`revoke ${reason}`)
      const certificate = certificateOf(certificateId)
      const revokedAt = new Date(sampleNow).toISOString()
      if (certificate)
        push({ type: 'certificate', certificate: { ...certificate, current: sampleVersion({ revokedAt }), health: 'working' } })
      return { version: 2, signedBy: 'account', runId: null }
    },
    async configure({ certificateId: id, ...choices }) {
      asking(`configure ${JSON.stringify(choices)}`)
      const certificate = certificateOf(id)
      if (certificate === undefined) throw new Error('a test configures what is there')
      const { keyType = certificate.keyType } = choices
      push({ type: 'certificate', certificate: { ...certificate, keyType } })
      return { ...certificate, keyType }
    },
    async forget({ certificateId, name, alsoFromStore, evenIfUsed }) {
      asking(`forget ${name}${alsoFromStore ? ' from store' : ''}${evenIfUsed ? ' even if used' : ''}`)
      const certificates = snapshot.certificates.filter(({ id }) => id !== certificateId)
      push({ type: 'snapshot', snapshot: { ...snapshot, certificates } })
      return { forgotten: true as const, left: [] }
    },
  } satisfies Partial<AgentServices['certificates']>
}

export function scriptConsumers(script: CertificateScript, asked: string[]) {
  return {
    async list() {
      asked.push('consumers')
      return script.usedBy?.() ?? { ...sight, uses: script.uses ?? [] }
    },
    async preview(wanted) {
      const { change, reason } = wanted
      if (script.previewChange) {
        asked.push(`preview ${change}`)
        return script.previewChange(wanted)
      }
      asked.push(`preview ${change}${change === 'revoke' ? ` ${reason}` : ''}`)
      return { ...sight, change, effects: script.effects ?? [] }
    },
  } satisfies Partial<AgentServices['consumers']>
}
