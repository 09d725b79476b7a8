import { z } from 'zod'
import type { Thumbprint } from '../../stores/store.port.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRegistry } from '../../system/registry/registry.adapter.ts'
import type { FoundBinding } from '../windows/found-memory.ts'
import { type HttpSysBinding, httpSysBindings, httpSysPaths } from './http-sys-bindings.policy.ts'
import { hasSettings } from './http-sys-settings.policy.ts'
import { type HttpSysPlace, isMachineStore, netshArguments, netshPlace, untold } from './netsh-arguments.policy.ts'

const Answer = z.object({ present: z.boolean(), code: z.int(), said: z.string() })

interface Told {
  thumbprint: Thumbprint
  /** Where it lies. */
  store?: string
}

/** The bindings of http.sys, and how they are changed without losing what else they say (docs/decisions/windows-programs.md). */
export function createHttpSys(powershell: PowerShell) {
  async function netsh(
    verb: 'add' | 'update' | 'delete',
    args: readonly string[],
  ): Promise<{ fault: string | undefined; isKnown: boolean }> {
    const { code, present, said } = await powershell.run({ script: 'http-sys/netsh', data: { verb, arguments: args }, answer: Answer })
    if (!present) throw new Error('this system has no http.sys')
    if (code === 0) return { fault: undefined, isKnown: true }
    return { fault: oneLine(said) || `netsh ended with ${code}`, isKnown: !saysBack(said, args) }
  }

  async function must(verb: 'add' | 'delete', args: readonly string[]): Promise<void> {
    const { fault } = await netsh(verb, args)
    if (fault !== undefined) throw new Error(fault)
  }

  const bindings = async () => httpSysBindings(await readRegistry(powershell, httpSysPaths)).found
  const find = async ({ by, host, port }: HttpSysPlace) =>
    (await bindings()).find((binding) => binding.by === by && binding.host === host && binding.port === port)

  async function change(where: HttpSysPlace, former: HttpSysBinding, thumbprint: Thumbprint, store: string): Promise<void> {
    const lost = untold(former.settings)
    if (lost !== undefined) throw new Error(`a setting of its binding could not be kept: ${lost}`)
    const wanted = netshArguments(where, thumbprint, former.settings, store)
    /** netsh may say that all went well, and a setting be another afterwards. */
    const isWanted = (now: HttpSysBinding | undefined) => now?.thumbprint === thumbprint && hasSettings(now.settings, former.settings)
    // In one step, as any Windows 11 can.
    const { fault, isKnown } = await netsh('update', wanted)
    const now = await find(where)
    if (isWanted(now)) return
    // Refused, and nothing was lost: what stands there is sound, and is not taken away to see whether another way goes better.
    if (isKnown && stands(now, former)) throw new Error(fault ?? 'netsh said that its binding was changed, and it was not')
    try {
      if (now) await must('delete', [netshPlace(where)])
      await must('add', wanted)
      if (!isWanted(await find(where))) throw new Error('a setting of its binding did not stay as it was')
    } catch (error) {
      await netsh('delete', [netshPlace(where)])
      await must('add', netshArguments(where, former.thumbprint, former.settings, former.settings.store))
      throw error
    }
  }

  return {
    bindings,
    find,
    /** From the machine’s store unless another is said. One that stands there with all of it is left. */
    async set(where: HttpSysPlace, { store, thumbprint }: Told, appId?: string): Promise<void> {
      const former = await find(where)
      const from = store ?? (former && isMachineStore(former.settings.store) ? former.settings.store : 'MY')
      if (former?.thumbprint === thumbprint && former.settings.store === from) return
      if (former) await change(where, former, thumbprint, from)
      else await must('add', netshArguments(where, thumbprint, undefined, from, appId))
    },
    remove: async (where: HttpSysPlace) => void ((await find(where)) && (await must('delete', [netshPlace(where)]))),
    /** Has it ask IIS, which takes certificates from its central store, for all names at a port that have none of their own. */
    takeFromCentralStore: (port: number, appId: string) => must('add', [`ccs=${port}`, `appid=${appId}`]),
    leaveCentralStore: (port: number) => must('delete', [`ccs=${port}`]),
  }
}

export type HttpSys = ReturnType<typeof createHttpSys>

/** What has to be known of a binding to have it again; null of none. */
export function foundIn(binding: HttpSysBinding | undefined): FoundBinding {
  return binding ? { thumbprint: binding.thumbprint, store: binding.settings.store } : null
}

function stands(now: HttpSysBinding | undefined, former: HttpSysBinding): boolean {
  const isSame = now?.thumbprint === former.thumbprint && now.settings.store === former.settings.store
  return isSame && hasSettings(now.settings, former.settings)
}

/** netsh repeats a command that it does not know, in whatever language, and no other. */
function saysBack(said: string, args: readonly string[]): boolean {
  const bare = (text: string) => text.replace(/\s/g, '').toLowerCase()
  return bare(said).includes(bare(args.join('')))
}
