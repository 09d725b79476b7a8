import { z } from 'zod'
import type { KeyAndChain, NamedChain, Thumbprint } from '../../stores/store.port.ts'
import type { PfxFiles } from '../../stores/windows/pfx.port.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { GivenMemory } from '../given-memory.port.ts'
import { createHttpSys, foundIn } from '../http-sys/http-sys.ts'
import { FoundBinding, foundMemory } from '../windows/found-memory.ts'
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
import { addressOf, httpSysOf, type IisBinding, type IisHsts, type IisSite, isSameHsts } from './iis-sites.policy.ts'
import { readSites } from './read-sites.ts'

const Answer = z.object({ installed: z.boolean(), found: z.boolean() })

interface Needs {
  powershell: PowerShell
  pfx: PfxFiles
  memory: GivenMemory
}

const Found = z.object({
  /** What it presented. */
  thumbprint: z.string().nullable(),
  hadBinding: z.boolean(),
  /** What stood in the place that its binding is served by: one of http.sys, or a file of the central store. */
  served: FoundBinding,
  /** Of the central store: known once something was put there, or the binding has a name. */
  file: z.string().optional(),
  /** Whether a copy lies there of what was in its place. Before, nothing was put there. */
  isFileKept: z.boolean(),
  /** What browsers were told by the site; left out where they are told nothing from here, and by older versions. */
  hsts: z.object({ enabled: z.boolean(), maxAge: z.number() }).optional(),
  /** Whether http.sys asked IIS already for what has no certificate at the port; left out as above. */
  wasAsked: z.boolean().optional(),
})
type Found = z.infer<typeof Found>

interface SiteChange {
  add?: { information: string; flags: number }
  remove?: string | undefined
  hsts?: IisHsts | undefined
}

/** A site of IIS, by one of its bindings: with SNI or without, from the machine’s store or from the central one. */
export function iisProgram(settings: IisSettings, { memory, pfx, powershell }: Needs): WindowsProgram {
  const { centralStore: folder, hostName, hstsMaxAge } = settings
  const httpSys = createHttpSys(powershell)
  const central = centralStore(powershell, pfx)
  const before = foundMemory(memory, Found)
  const fresh = newBinding(settings)

  async function state() {
    const { found, installed } = await readSites(powershell)
    const site = found.find(({ name }) => name.toLowerCase() === settings.site.toLowerCase())
    return { sites: found, installed, site, binding: site && bindingOf(site, settings) }
  }

  async function fileOf(chain?: NamedChain): Promise<string | undefined> {
    if (folder === undefined) return undefined
    const name = hostName ?? chain?.name
    return name === undefined ? (await before.get())?.file : centralFile(folder, name)
  }

  async function presents(binding: IisBinding): Promise<Thumbprint | undefined> {
    if (!binding.central) return httpSysOf(binding, await httpSys.bindings())?.thumbprint
    const file = await fileOf()
    return file === undefined ? undefined : central.read(file)
  }

  /** What is told, and put back: a name may have none of its own there, and present what every address does. */
  async function standing(binding: IisBinding, file: string | undefined): Promise<FoundBinding> {
    if (!binding.central) return foundIn(await httpSys.find(httpSysPlaceOf(binding)))
    const thumbprint = file === undefined ? undefined : await central.read(file)
    return file === undefined || thumbprint === undefined ? null : { thumbprint, store: file }
  }

  async function setSite({ add, hsts, remove }: SiteChange): Promise<void> {
    const data = { site: settings.site, add: add ?? null, remove: remove ?? null, hsts: hsts ? { ...hsts } : null }
    const { found } = await powershell.run({ script: 'iis/set-site', data, answer: Answer })
    if (!found) throw new Error(`IIS has no site called “${settings.site}”`)
  }

  async function supply(binding: IisBinding, chain: NamedChain | KeyAndChain, thumbprint: Thumbprint): Promise<void> {
    if (!binding.central) {
      await machineStore(powershell).mustHold(thumbprint)
      return httpSys.set(httpSysPlaceOf(binding), { thumbprint }, iisAppId)
    }
    await central.mustBeOn()
    if (folder !== undefined) await central.mustBeClosed(folder)
    if (!('privateKeyPem' in chain)) throw new Error('a file of the central store holds the key, which is given to nobody')
    const file = (await fileOf(chain)) ?? ''
    // The script below keeps the last one alone, which may be this program’s.
    if ((await before.get())?.isFileKept === false) {
      await central.keepFound(file)
      await before.change({ isFileKept: true })
    }
    await central.write(file, chain)
    if (!(await central.isAsked(binding.port))) await httpSys.takeFromCentralStore(binding.port, iisAppId)
  }

  /** What browsers are told from here, and were not told before; a person may have changed it since. */
  function hstsBefore(found: Found | undefined, site: IisSite | undefined): IisHsts | undefined {
    const isOurs = hstsMaxAge !== undefined && isSameHsts(site?.hsts, { enabled: true, maxAge: hstsMaxAge })
    return found?.hsts && isOurs && !isSameHsts(found.hsts, site?.hsts) ? found.hsts : undefined
  }

  /** Nobody asked at that port before, and no site has its certificates from the central store there. */
  async function stopAsking({ wasAsked }: Found, port: number): Promise<void> {
    if (wasAsked !== false || !(await central.isAsked(port))) return
    const { sites } = await state()
    const isNeeded = sites.some(({ bindings }) => bindings.some((each) => each.central && each.port === port))
    if (!isNeeded) await httpSys.leaveCentralStore(port)
  }

  async function putBackServed(place: IisBinding, found: Found | undefined, previous: Thumbprint | undefined): Promise<void> {
    const served = found ? found.served : previous === undefined ? null : { thumbprint: previous }
    if (served) await httpSys.set(httpSysPlaceOf(place), served, iisAppId)
    else await httpSys.remove(httpSysPlaceOf(place))
  }

  async function putBackFile(found: Found | undefined): Promise<void> {
    const file = await fileOf()
    if (file === undefined || found?.isFileKept === false) return
    await (found ? central.putBackFound(file) : central.takeBack(file))
  }

  /** What a binding that is still to be made would take from others. Throws where that is what another site presents. */
  async function inTheWay(thumbprint: Thumbprint, sites: readonly IisSite[]): Promise<string[]> {
    const bindings = await httpSys.bindings()
    const standing = fresh.central ? undefined : httpSysOf(fresh, bindings)
    if (!standing || standing.thumbprint === thumbprint) return []
    const [other] = sharing(fresh, sites, bindings).filter((name) => name.toLowerCase() !== settings.site.toLowerCase())
    if (other !== undefined)
      throw new Error(
        `the site “${other}” presents the certificate ${standing.thumbprint} at ${standing.place}, and would lose it: give that site the certificate, or this one a host name`,
      )
    return [`The certificate ${standing.thumbprint}, which Windows presents at ${standing.place}, gives way to it.`]
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
      const said: string[] = []
      if (!binding) said.push(`The site gets the binding https/${rawBinding(fresh).information}.`, ...(await inTheWay(thumbprint, sites)))
      else if ((await presents(binding)) !== thumbprint) {
        const others = sharing(binding, sites, await httpSys.bindings()).filter((name) => name !== settings.site)
        said.push(...others.map((name) => `The site “${name}” presents it too: it listens at the same address and port.`))
      }
      const isSet = hstsMaxAge === undefined || isSameHsts(site?.hsts, { enabled: true, maxAge: hstsMaxAge })
      return isSet ? said : [...said, `Browsers are told to ask for https alone for ${hstsMaxAge} seconds.`]
    },
    async tell(chain, thumbprint) {
      const { binding, installed, site } = await state()
      if (!installed) throw new Error('IIS is not installed here')
      if (!site) throw new Error(`IIS has no site called “${settings.site}”`)
      const reason = binding && unfit(binding, settings)
      if (reason !== undefined) throw new Error(reason)
      const presented = binding && (await presents(binding))
      const file = await fileOf(chain)
      const place = binding ?? fresh
      const served = await standing(place, file)
      await before.keep({
        thumbprint: presented ?? null,
        hadBinding: binding !== undefined,
        served,
        isFileKept: false,
        ...(file && { file }),
        ...(hstsMaxAge !== undefined && { hsts: site.hsts ?? { enabled: false, maxAge: 0 } }),
        ...(place.central && { wasAsked: await central.isAsked(place.port) }),
      })
      // The certificate first: a binding without one answers nobody.
      if (presented !== thumbprint) await supply(place, chain, thumbprint)
      if (!binding) await setSite({ add: rawBinding(fresh) })
      if (hstsMaxAge !== undefined) await setSite({ hsts: { enabled: true, maxAge: hstsMaxAge } })
    },
    async putBack(previous) {
      const { binding, site } = await state()
      const found = await foundWith(previous)
      const remove = found?.hadBinding === false && binding ? rawBinding(fresh).information : undefined
      const hsts = hstsBefore(found, site)
      // Before its certificate, so that what is there on its own at no moment is a binding with another’s, or none.
      if (remove !== undefined || hsts !== undefined) await setSite({ remove, hsts })
      if (!found && !binding) return
      const place = binding ?? fresh
      if (!place.central) return putBackServed(place, found, previous)
      await putBackFile(found)
      if (found) await stopAsking(found, place.port)
    },
    async isBack(previous) {
      const { binding, site } = await state()
      const found = await foundWith(previous)
      if (!found) return (binding && (await presents(binding))) === previous
      if (hstsBefore(found, site) !== undefined) return false
      const now = await standing(binding ?? fresh, found.file)
      return found.hadBinding === (binding !== undefined) && now?.thumbprint === found.served?.thumbprint
    },
  }

  /** Undefined where this is another than it presented before it was told for the first time. */
  async function foundWith(previous: Thumbprint | undefined) {
    const found = await before.get()
    return found?.thumbprint === (previous ?? null) ? found : undefined
  }
}
