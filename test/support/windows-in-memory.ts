import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { SystemCall } from '#main/service/service-control.policy.ts'
import type { WindowsHost } from '#main/service/windows-host.port.ts'

interface Machine {
  files?: Record<string, string>
  folders?: string[]
  isAdministrator?: boolean
  /** Called when a folder was moved away: somebody else may be quick to make another. */
  folderMoved?(from: string, made: Set<string>): void
  /** Held open by somebody: cannot be moved. */
  held?: string
  /** s that the service takes to end. */
  endsAfter?: number
  /** s that it takes to begin. */
  beginsAfter?: number
  /** Why Windows' store can be asked nothing. */
  storeRefuses?: 'POWERSHELL_CONSTRAINED'
}

/**
 * The little of Windows that the order of steps depends on: which services, files and values there are. What the real
 * sc.exe, icacls.exe and reg.exe make of their arguments is not shown by it (docs/unproven-on-windows.md).
 */
export function windowsInMemory(machine: Machine = {}) {
  const { files = {}, folders = [], isAdministrator = true, folderMoved, endsAfter = 0, beginsAfter = 0, storeRefuses } = machine
  let { held } = machine
  const emptied: string[] = []
  const lying = new Map(Object.entries(files))
  const made = new Set(folders)
  const values = new Map<string, string>()
  const calls: SystemCall[] = []
  const renamed: [string, string][] = []
  let secrets = 0
  let time = Date.UTC(2026, 10, 27, 9)
  let service: { state: number; next?: { at: number; state: number } } | undefined

  const below = (folder: string) => [...lying.keys()].filter((file) => file.startsWith(`${folder}\\`))
  const state = () => {
    if (service?.next !== undefined && time >= service.next.at) service = { state: service.next.state }
    return service?.state
  }
  const become = (next: typeof service) => {
    service = next
    return 0
  }
  /** Win32's error codes, as the real one ends with. */
  const answers: Record<string, () => number> = {
    create: () => (service ? 1073 : become({ state: 1 })),
    config: () => (service ? 0 : 1060),
    start: () => (state() === 4 ? 1056 : service ? become({ state: 2, next: { at: time + beginsAfter * 1000, state: 4 } }) : 1060),
    stop() {
      if (service === undefined) return 1060
      if (state() === 1) return 1062
      return state() === 4 ? become({ state: 3, next: { at: time + endsAfter * 1000, state: 1 } }) : 1061
    },
    delete: () => (service ? become(undefined) : 1060),
  }

  function control(args: readonly string[]) {
    const [verb = ''] = args
    if (verb === 'queryex') {
      const words = ['', 'STOPPED', 'START_PENDING', 'STOP_PENDING', 'RUNNING'][state() ?? 0]
      return service
        ? { code: 0, said: `        STATUS             : ${state()}  ${words}\r\n        PID                : 42\r\n` }
        : { code: 1060, said: '' }
    }
    if (!isAdministrator) return { code: 5, said: '[SC] OpenService FAILED 5:\r\n\r\nAccess is denied.\r\n' }
    return { code: answers[verb]?.() ?? 0, said: '' }
  }

  function registry([verb, , , value, ...rest]: readonly string[]) {
    if (verb === 'query') {
      const found = value === 'ProgramFilesDir' ? [[value, 'C:\\Program Files']] : [...values]
      const lines = found.map(([name, text]) => `    ${name}    REG_SZ    ${text}\r\n`).join('')
      return found.length === 0 ? { code: 1, said: '' } : { code: 0, said: `\r\nHKEY\r\n${lines}` }
    }
    if (verb === 'add') values.set(value ?? '', rest[rest.indexOf('/d') + 1] ?? '')
    else values.clear()
    return { code: 0, said: '' }
  }

  const host: WindowsHost = {
    async call(call) {
      calls.push(call)
      if (call.program === 'sc.exe') return control(call.args)
      return call.program === 'reg.exe' ? registry(call.args) : { code: 0, said: '' }
    },
    exists: async (path) => lying.has(path) || made.has(path) || below(path).length > 0,
    async makeFolder(path) {
      if (made.has(path)) throw failed('EEXIST')
      if (!isAdministrator && path.startsWith('C:\\Program Files\\')) throw failed('EPERM')
      made.add(path)
    },
    async rename(from, to) {
      if (from === held) throw failed('EBUSY')
      if (await host.exists(to)) throw failed('EPERM')
      renamed.push([from, to])
      made.delete(from)
      made.add(to)
      for (const file of below(from)) {
        lying.set(`${to}${file.slice(from.length)}`, lying.get(file) ?? '')
        lying.delete(file)
      }
      folderMoved?.(from, made)
    },
    async list(folder) {
      const all = [...made, ...lying.keys()].filter((path) => path.startsWith(`${folder}\\`))
      return [...new Set(all.map((path) => path.slice(folder.length + 1).replace(/\\.*/, '')))]
    },
    read: async (file) => lying.get(file) ?? '',
    write: async (file, text) => void lying.set(file, text),
    async remove(path) {
      if (path === held) throw failed('EBUSY')
      made.delete(path)
      for (const file of [path, ...below(path)]) lying.delete(file)
    },
  }
  return {
    host,
    /** By the data folders that said what was there: each was still whole when it was asked. */
    emptied,
    async emptyStore(folder: string) {
      if (storeRefuses) throw new Refusal(storeRefuses, { mode: 'ConstrainedLanguage' })
      if (await host.exists(folder)) emptied.push(folder)
    },
    files: lying,
    calls,
    renamed,
    values,
    service: () => ({ known: service !== undefined, state: state() }),
    hold(folder: string | undefined) {
      held = folder
    },
    newSecret: () => `secret ${++secrets}`,
    now: () => time,
    wait: async (ms: number) => {
      time += ms
    },
  }
}

const failed = (code: string) => Object.assign(new Error(code), { code })
