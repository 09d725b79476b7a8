import { z } from 'zod'
import type { KeyAndChain, NamedChain, Thumbprint } from '../../stores/store.port.ts'
import type { PfxFiles } from '../../stores/windows/pfx.port.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { createHttpSys } from '../http-sys/http-sys.ts'
import { machineStore } from '../windows/machine-store.ts'
import type { WindowsProgram } from '../windows/windows-program.ts'
import { centralStore } from './central-store.ts'
import {
  bindingOf,
  centralFile,
  httpSysPlaceOf,
  type IisSettings,
  iisAppId,
  newBinding,
  rawBinding,
  sharing,
  unfit,
} from './iis-plan.policy.ts'
import { addressOf, httpSysOf, type IisBinding } from './iis-sites.policy.ts'
import { readSites } from './read-sites.ts'

const Answer = z.object({ installed: z.boolean(), found: z.boolean() })

interface SiteChange {
  add?: { information: string; flags: number }
  remove?: string
  hstsMaxAge?: number
}

/** A site of IIS, by one of its bindings: with SNI or without, from the machine’s store or from the central one. */
export function iisProgram(settings: IisSettings, powershell: PowerShell, pfx: PfxFiles): WindowsProgram {
  const { centralStore: folder, hostName, hstsMaxAge } = settings
  const httpSys = createHttpSys(powershell)
  const central = centralStore(powershell, pfx)
  /** The one that this target has made, while it is remembered: that is taken away again with its certificate. */
  let added: IisBinding | undefined
  /** Of the central store: known once something was put there, or the binding has a name. */
  let file = folder !== undefined && hostName !== undefined ? centralFile(folder, hostName) : undefined

  async function state() {
    const { found, installed } = await readSites(powershell)
    const site = found.find(({ name }) => name.toLowerCase() === settings.site.toLowerCase())
    return { sites: found, installed, site, binding: site && bindingOf(site, settings) }
  }

  async function presents(binding: IisBinding): Promise<Thumbprint | undefined> {
    if (binding.central) return file === undefined ? undefined : central.read(file)
    return httpSysOf(binding, await httpSys.bindings())?.thumbprint
  }

  async function setSite({ add, hstsMaxAge: maxAge, remove }: SiteChange): Promise<void> {
    const data = { site: settings.site, add: add ?? null, remove: remove ?? null, hstsMaxAge: maxAge ?? null }
    const { found } = await powershell.run({ script: 'iis/set-site', data, answer: Answer })
    if (!found) throw new Error(`IIS has no site called “${settings.site}”`)
  }

  async function supply(binding: IisBinding, chain: NamedChain | KeyAndChain, thumbprint: Thumbprint): Promise<void> {
    if (!binding.central) {
      await machineStore(powershell).mustHold(thumbprint)
      return httpSys.set(httpSysPlaceOf(binding), thumbprint, iisAppId)
    }
    await central.mustBeOn()
    if (folder !== undefined) await central.mustBeClosed(folder)
    if (!('privateKeyPem' in chain)) throw new Error('a file of the central store holds the key, which is given to nobody')
    file ??= centralFile(folder ?? '', chain.name)
    await central.write(file, chain)
    if (!(await central.isAsked(binding.port))) await httpSys.takeFromCentralStore(binding.port, iisAppId)
  }

  async function withdraw(binding: IisBinding): Promise<void> {
    if (binding.central && file !== undefined) await central.takeBack(file)
    else if (!binding.central) await httpSys.remove(httpSysPlaceOf(binding))
  }

  /** The certificate first: a binding without one answers nobody. */
  async function addBinding(chain: NamedChain | KeyAndChain, thumbprint: Thumbprint): Promise<void> {
    const binding = newBinding(settings)
    await supply(binding, chain, thumbprint)
    try {
      await setSite({ add: rawBinding(binding) })
      added = binding
    } catch (error) {
      // Whether IIS has it or not: it may have failed after it was done.
      await setSite({ remove: rawBinding(binding).information }).catch(() => undefined)
      await withdraw(binding)
      throw error
    }
  }

  return {
    label: `IIS, ${settings.site}`,
    async look() {
      const { binding } = await state()
      if (!binding) return { thumbprint: undefined, address: undefined }
      return { thumbprint: await presents(binding), address: addressOf(binding) }
    },
    async alsoChanges(thumbprint) {
      const { binding, site, sites } = await state()
      const said = binding ? [] : [`The site gets the binding https/${rawBinding(newBinding(settings)).information}.`]
      if (binding && (await presents(binding)) !== thumbprint) {
        const others = sharing(binding, sites, await httpSys.bindings()).filter((name) => name !== settings.site)
        said.push(...others.map((name) => `The site “${name}” presents it too: it listens at the same address and port.`))
      }
      const isSet = site?.hsts?.enabled === true && site.hsts.maxAge === hstsMaxAge
      return hstsMaxAge === undefined || isSet ? said : [...said, `Browsers are told to ask for https alone for ${hstsMaxAge} seconds.`]
    },
    async tell(chain, thumbprint) {
      const { binding, installed, site } = await state()
      if (!installed) throw new Error('IIS is not installed here')
      if (!site) throw new Error(`IIS has no site called “${settings.site}”`)
      const reason = binding && unfit(binding, settings)
      if (reason !== undefined) throw new Error(reason)
      if (!binding) await addBinding(chain, thumbprint)
      else if ((await presents(binding)) !== thumbprint) await supply(binding, chain, thumbprint)
      if (hstsMaxAge !== undefined) await setSite({ hstsMaxAge })
    },
    async putBack(previous) {
      const { binding } = await state()
      if (!binding) return
      if (binding.central || previous === undefined) await withdraw(binding)
      else await httpSys.set(httpSysPlaceOf(binding), previous, iisAppId)
      if (previous === undefined && added) await setSite({ remove: rawBinding(added).information })
      added = undefined
    },
  }
}
