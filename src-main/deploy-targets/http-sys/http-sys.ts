import { z } from 'zod'
import type { Thumbprint } from '../../stores/store.port.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRegistry } from '../../system/registry/registry.adapter.ts'
import { type HttpSysBinding, httpSysBindings, httpSysPaths } from './http-sys-bindings.policy.ts'
import { hasSettings } from './http-sys-settings.policy.ts'
import { type HttpSysPlace, isMachineStore, netshArguments, netshPlace, untold } from './netsh-arguments.policy.ts'

const Answer = z.object({ present: z.boolean(), code: z.int(), said: z.string() })

/** The bindings of http.sys, and how they are changed without losing what else they say (docs/decisions/windows-programs.md). */
export function createHttpSys(powershell: PowerShell) {
  /** In which store a certificate lay that is not in the one of this program’s. */
  const stores = new Map<Thumbprint, string>()

  async function netsh(verb: 'add' | 'update' | 'delete', args: readonly string[]): Promise<{ fault: string | undefined }> {
    const answer = await powershell.run({ script: 'http-sys/netsh', data: { verb, arguments: args }, answer: Answer })
    if (!answer.present) throw new Error('this system has no http.sys')
    return { fault: answer.code === 0 ? undefined : oneLine(answer.said).trim() || `netsh ended with ${answer.code}` }
  }

  async function must(verb: 'add' | 'delete', args: readonly string[]): Promise<void> {
    const { fault } = await netsh(verb, args)
    if (fault !== undefined) throw new Error(fault)
  }

  const bindings = async () => httpSysBindings(await readRegistry(powershell, httpSysPaths)).found
  const find = async ({ by, host, port }: HttpSysPlace) =>
    (await bindings()).find((binding) => binding.by === by && binding.host === host && binding.port === port)

  /** netsh may say that all went well, and a setting be another afterwards. */
  async function holds(where: HttpSysPlace, thumbprint: Thumbprint, former: HttpSysBinding): Promise<boolean> {
    const binding = await find(where)
    return binding?.thumbprint === thumbprint && hasSettings(binding.settings, former.settings)
  }

  async function change(where: HttpSysPlace, former: HttpSysBinding, thumbprint: Thumbprint, store: string): Promise<void> {
    const lost = untold(former.settings)
    if (lost !== undefined) throw new Error(`a setting of its binding could not be kept: ${lost}`)
    const wanted = netshArguments(where, thumbprint, former.settings, store)
    // In one step, as any Windows 11 can.
    await netsh('update', wanted)
    if (await holds(where, thumbprint, former)) return
    try {
      await must('delete', [netshPlace(where)])
      await must('add', wanted)
      if (!(await holds(where, thumbprint, former))) throw new Error('a setting of its binding did not stay as it was')
    } catch (error) {
      await netsh('delete', [netshPlace(where)])
      await must('add', netshArguments(where, former.thumbprint, former.settings, former.settings.store))
      throw error
    }
  }

  return {
    bindings,
    find,
    async set(where: HttpSysPlace, thumbprint: Thumbprint, appId?: string): Promise<void> {
      const former = await find(where)
      const store = stores.get(thumbprint) ?? (former && isMachineStore(former.settings.store) ? former.settings.store : 'MY')
      if (former) stores.set(former.thumbprint, former.settings.store)
      if (former) await change(where, former, thumbprint, store)
      else await must('add', netshArguments(where, thumbprint, undefined, store, appId))
    },
    remove: async (where: HttpSysPlace) => void ((await find(where)) && (await must('delete', [netshPlace(where)]))),
    /** Has it ask IIS, which takes certificates from its central store, for all names at a port that have none of their own. */
    takeFromCentralStore: (port: number, appId: string) => must('add', [`ccs=${port}`, `appid=${appId}`]),
  }
}

export type HttpSys = ReturnType<typeof createHttpSys>
