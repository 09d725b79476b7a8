import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { Revoked, RevokeInput } from '@mylzip/shared/operations/custody.ts'
import type { Certificate, Run } from '@mylzip/shared/operations/values.ts'
import { certificateRepository, nameOf, namesOf } from '../certificates/certificate.repository.ts'
import { findIssued, findManaged } from '../certificates/find-issued.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { versionRepository } from '../certificates/version.repository.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Facts, Progress } from './carry-out.service.ts'
import { type CommandRow, commandsRepository } from './commands.repository.ts'

export interface CarrierNeeds {
  db: AgentDatabase['db']
  /** The agent's own services, as a person reaches them. */
  certificates: {
    get(certificateId: string): Promise<Certificate>
    order(wanted: OrderInput): Promise<{ certificateId: string; runId: string }>
    revoke(wanted: RevokeInput): Promise<Revoked>
  }
  /** Starts a run under this id, or joins the one that goes on. */
  startRun(certificateId: string, runId: string): Promise<{ runId: string }>
  /** Resolves when the run has ended, whoever carries it out; tells meanwhile how far it is. */
  follow(runId: string, changed: (run: Run) => void): Promise<Run>
}

type Tell = (progress: Progress) => void

/**
 * What commands do here, by the agent's own services. Each looks first at how far it was before a crash: a run has the
 * command's id, and what is to be revoked was settled before the authority was asked.
 */
export function createCarriers({ db, certificates, startRun, follow }: CarrierNeeds) {
  const commands = commandsRepository(db)

  /** The certificate known by this name, else the one for the device's own name. */
  async function named(name: string | null) {
    const rows = await certificateRepository(db).list()
    const found = rows.find((row) => (name === null ? row.kind === 'device' : nameOf(row) === canonicalName(name)))
    if (found === undefined) throw new Refusal('COMMAND_CERTIFICATE_UNKNOWN', { name: name ?? 'the device’s own name' })
    return found
  }

  async function runFor(command: CommandRow, certificateId: string): Promise<string> {
    if (command.run_id !== null) return command.run_id
    if (await runRepository(db).find(command.id)) return command.id
    const { runId } = await startRun(certificateId, command.id)
    await commands.update(command.id, { certificate_id: certificateId, run_id: runId })
    return runId
  }

  async function toTheEnd(runId: string, tell: Tell): Promise<Facts> {
    const run = await follow(runId, (changed) => tell(progressOf(changed)))
    const ended = await runRepository(db).find(runId)
    if (ended?.failure_code != null) throw new Refusal(ended.failure_code, JSON.parse(ended.failure_data ?? '{}'))
    return factsOf(await certificates.get(run.certificateId))
  }

  async function setAutoRenewal(certificateId: string, autoRenewal: boolean): Promise<void> {
    await certificateRepository(db).update(certificateId, { auto_renewal: autoRenewal ? 1 : 0 })
  }

  return {
    async renew(command: CommandRow, { certificate }: { certificate: string | null }, tell: Tell): Promise<Facts> {
      const certificateId = command.certificate_id ?? (await named(certificate)).id
      return toTheEnd(await runFor(command, certificateId), tell)
    },

    async provision(command: CommandRow, { names, autoRenewal }: { names: string[]; autoRenewal: boolean }, tell: Tell): Promise<Facts> {
      const [name = ''] = names
      const rows = await certificateRepository(db).list()
      const known = rows.find((row) => nameOf(row) === canonicalName(name))
      if (known === undefined) {
        const { certificateId, runId } = await certificates.order({ names })
        await commands.update(command.id, { certificate_id: certificateId, run_id: runId })
        await setAutoRenewal(certificateId, autoRenewal)
        return toTheEnd(runId, tell)
      }
      if (!sameNames(namesOf(known), names)) throw new Refusal('CERTIFICATE_EXISTS', { name })
      // What the product is for is always renewed.
      if (known.kind !== 'device') await setAutoRenewal(known.id, autoRenewal)
      const view = await certificates.get(known.id)
      if (command.run_id === null && view.health === 'protected') return factsOf(view)
      return toTheEnd(await runFor(command, known.id), tell)
    },

    async revoke(command: CommandRow, order: { certificate: string | null; reason: RevokeInput['reason'] }): Promise<Facts> {
      const certificate = command.certificate_id === null ? await named(order.certificate) : await findManaged(db, command.certificate_id)
      const { number, serial } = await findIssued(db, certificate, command.version ?? undefined)
      await commands.update(command.id, { certificate_id: certificate.id, version: number })
      const facts = { certificate: nameOf(certificate), serial, version: number }
      const version = await versionRepository(db).find(certificate.id, number)
      if (version?.revoked_at != null) return facts
      const { signedBy } = await certificates.revoke({ certificateId: certificate.id, version: number, reason: order.reason })
      return { ...facts, signedBy }
    },
  }
}

/** Steps of the run that are done, and the one that goes on. */
function progressOf({ steps }: Run): Progress {
  const done = steps.filter(({ status }) => status === 'done' || status === 'skipped').length
  return { step: steps.find(({ status }) => status === 'running')?.step ?? steps[done]?.step ?? 'proof', done, of: steps.length }
}

function factsOf({ names, current }: Certificate): Facts {
  return {
    certificate: names[0] ?? '',
    serial: current?.serial ?? null,
    notAfter: current?.notAfter ?? null,
    verifiedAt: current?.states.verified ?? null,
  }
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  const canonical = new Set(others.map(canonicalName))
  return some.length === canonical.size && some.every((name) => canonical.has(name))
}
