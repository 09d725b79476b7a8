import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type TargetKind, targetKindNames } from '@mylzip/shared/domain/deploy-targets.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import type { CertificateRow } from '../certificates/certificate.repository.ts'
import { isGiven } from '../certificates/programs.policy.ts'
import { type TargetRow, targetKey, targetPasswordPurpose, targetRepository } from '../certificates/target.repository.ts'
import { filesFault } from '../deploy-targets/files/files.policy.ts'
import { createFilesTarget } from '../deploy-targets/files/files-target.adapter.ts'
import type { GivenMemory } from '../deploy-targets/given-memory.port.ts'
import {
  refuseUnsafeFile,
  refuseUnsafeFolder,
  refuseUnsafeProgram,
  type Surroundings,
} from '../deploy-targets/places/refuse-unsafe.adapter.ts'
import { refuseOpenFolder } from '../deploy-targets/places/refuse-writers.adapter.ts'
import { createHandOver } from '../deploy-targets/script/hand-over.adapter.ts'
import { scriptFault } from '../deploy-targets/script/script.policy.ts'
import { createScriptTarget } from '../deploy-targets/script/script-target.adapter.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import { type WindowsSettings, windowsTarget } from '../deploy-targets/windows-target.ts'
import type { Log } from '../system/log/log.port.ts'
import type { AgentOptions } from './agent-options.ts'
import type { Foundations } from './foundations.ts'
import { pfxFiles } from './pfx-files.ts'
import type { PolicyParts } from './policy-parts.ts'

type Needs = Pick<Foundations, 'db' | 'ending' | 'powershell' | 'secrets'> & {
  log: Log
  options: Pick<AgentOptions, 'folder' | 'mode'>
  /** For the device's own certificate, beside those that people set up. */
  page?: DeployTarget
  mayUse: PolicyParts['mayUseTarget']
}

const platform = process.platform

/** The programs that certificates are given to. */
export function prepareTargets({ db, ending, log, mayUse, options, page, powershell, secrets }: Needs) {
  const { folder, mode } = options
  const around: Surroundings = {
    platform,
    powershell,
    dataFolder: folder,
    programFolders: [dirname(process.execPath), dirname(fileURLToPath(import.meta.url))],
    isService: mode === 'service',
  }
  const handOver = createHandOver({ folder: join(folder, 'for-scripts'), powershell, random: randomBytes })

  function openTarget(settings: TargetSettings, row: TargetRow): DeployTarget {
    const named = { id: targetKey(row), label: row.label }
    const own = { ...named, around, memory: memoryOf(row.id) }
    switch (settings.kind) {
      case 'files':
        return createFilesTarget(settings, { ...own, password: () => passwordOf(row), random: randomBytes })
      case 'script':
        return createScriptTarget(settings, { ...own, handOver, environment: process.env, log, ending: ending.signal })
      default:
        return ofWindows(settings, named)
    }
  }

  /** Windows' own programs look into the machine's store, which only the service fills. */
  function ofWindows(settings: WindowsSettings, named: Pick<DeployTarget, 'id' | 'label'>): DeployTarget {
    const refusal = whyNotHere(settings.kind)
    return refusal || !powershell ? refusing(named, refusal) : windowsTarget(settings, { ...named, powershell, pfx: pfxFiles })
  }

  function whyNotHere(kind: TargetKind): Refusal | undefined {
    if (kind === 'files' || kind === 'script') return undefined
    const program = targetKindNames[kind]
    if (!powershell) return new Refusal('TARGET_NOT_HERE', { program })
    return around.isService ? undefined : new Refusal('TARGET_NEEDS_SERVICE', { program })
  }

  function memoryOf(id: string): GivenMemory {
    return {
      get: async () => (await targetRepository(db).find(id))?.given_thumbprint ?? null,
      set: (given_thumbprint) => targetRepository(db).update(id, { given_thumbprint }),
    }
  }

  async function passwordOf({ id, sealed_password }: TargetRow): Promise<string | undefined> {
    return sealed_password === null ? undefined : Buffer.from(await secrets.open(sealed_password, targetPasswordPurpose(id))).toString()
  }

  function open(row: TargetRow): DeployTarget {
    const settings = TargetSettings.safeParse(JSON.parse(row.settings)).data
    if (settings) return openTarget(settings, row)
    const reason = 'a newer version of this program has set it up'
    return refusing({ id: targetKey(row), label: row.label }, new Refusal('TARGET_SETTINGS_UNFIT', { reason }))
  }

  return {
    open,
    targetsFor: async (certificate: CertificateRow, number: number): Promise<DeployTarget[]> => {
      const rows = (await targetRepository(db).ofCertificate(certificate.id)).filter((row) => isGiven(row, number))
      return [...(page && certificate.kind === 'device' ? [page] : []), ...rows.map(open)].filter(mayUse)
    },
    whyNotHere,
    async refuseUnfit(settings: TargetSettings): Promise<void> {
      if (settings.kind === 'files') {
        refuseFault(filesFault(settings, platform))
        await refuseUnsafeFolder(settings.folder, around)
        for (const { name } of settings.files) await refuseUnsafeFile(join(settings.folder, name))
      }
      if (settings.kind === 'iis' && settings.centralStore !== undefined) await refuseOpenFolder(settings.centralStore, around)
      if (settings.kind === 'script') {
        refuseFault(scriptFault(settings, platform))
        await refuseUnsafeProgram(settings.program, settings.arguments, around)
      }
    },
  }
}

export type TargetParts = ReturnType<typeof prepareTargets>

function refuseFault(reason: string | undefined): void {
  if (reason !== undefined) throw new Refusal('TARGET_SETTINGS_UNFIT', { reason })
}

/** One that is on record and cannot be had here: it says so whenever it is asked, and holds up no other. */
function refusing(named: Pick<DeployTarget, 'id' | 'label'>, refusal: Refusal | undefined): DeployTarget {
  const refuse = () => Promise.reject(refusal)
  return { ...named, bound: refuse, bind: refuse, address: () => undefined }
}
