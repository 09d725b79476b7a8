import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { z } from 'zod'
import type { WindowsEntry } from '#main/deploy-targets/places/writers.policy.ts'
import type { PowerShell, ScriptCall } from '#main/system/powershell/powershell.port.ts'

type Value = string | number | Buffer
type Keys = Record<string, Record<string, Value>>
type Data = Record<string, unknown>

interface Machine {
  registry: Keys
  sites?: { name: string; bindings: { protocol: string; information: string; flags: string }[]; hsts: null }[]
  /** Thumbprints in LocalMachine\My. */
  store?: string[]
  /** Rules of folders: who may do what there. Others are the system's alone. */
  rules?: Record<string, WindowsEntry['rules']>
  /** Scripts that go wrong once, after they have done their work, each with what Windows says. */
  failing?: Record<string, string>
  /** What netsh says once, by its verb, where it fails; `forgets` where it says nothing and drops the flags. */
  netsh?: Partial<Record<'add' | 'update' | 'delete', string>>
}

export const http = 'SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters'
export const terminal = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server'
export const wsman = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN\\Listener'
export const sql = 'SOFTWARE\\Microsoft\\Microsoft SQL Server'

/**
 * The little of Windows that the order of steps depends on: what stands in its registry, and what the last calls of scripts write
 * there. What netsh, CIM, WSMan and IIS make of them is not shown by it (docs/unproven-on-windows.md).
 */
export function windowsPrograms({ failing = {}, netsh = {}, registry, rules = {}, sites = [], store = [] }: Machine) {
  const keys: Keys = Object.fromEntries(Object.entries(registry).map(([path, values]) => [path, { ...values }]))
  const faults = new Map(Object.entries(failing))
  const netshFaults = new Map(Object.entries(netsh))
  const called: [script: string, data: Data][] = []
  const files = new Map<string, string>()
  const rights: Data[] = []
  const key = (path: string) => {
    keys[path] ??= {}
    return keys[path]
  }

  function matches(path: string, asked: string): boolean {
    const [parts, wanted] = [path.split('\\'), asked.split('\\')]
    return parts.length === wanted.length && wanted.every((part, at) => part === '*' || part.toLowerCase() === parts[at]?.toLowerCase())
  }

  function read({ paths }: Data) {
    const found = Object.entries(keys).filter(([path]) => (paths as string[]).some((asked) => matches(path, asked)))
    const values = (all: Record<string, Value>) =>
      Object.entries(all).map(([name, value]) => ({
        name,
        text: typeof value === 'string' ? value : null,
        number: typeof value === 'number' ? value : null,
        bytes: Buffer.isBuffer(value) ? value.toString('base64') : null,
      }))
    return { windows: true, keys: found.map(([path, all]) => ({ path, values: values(all) })) }
  }

  function runNetsh({ arguments: args, verb }: Data) {
    const fault = netshFaults.get(String(verb))
    netshFaults.delete(String(verb))
    const said = new Map((args as string[]).map((each) => each.split(/=(.*)/s) as [string, string]))
    const central = said.get('ccs')
    const by = said.has('hostnameport') ? 'SslSniBindingInfo' : 'SslBindingInfo'
    const path = central ? `${http}\\SslCcsBindingInfo\\${central}` : `${http}\\${by}\\${said.get('hostnameport') ?? said.get('ipport')}`
    if (fault !== undefined && fault !== 'forgets') return { present: true, code: 1, said: fault }
    if (verb === 'delete') delete keys[path]
    else {
      const flags = (said.get('clientcertnegotiation') === 'enable' ? 2 : 0) | (said.get('disablehttp2') === 'enable' ? 0x10 : 0)
      Object.assign(key(path), {
        SslCertHash: Buffer.from(said.get('certhash') ?? '', 'hex'),
        SslCertStoreName: said.get('certstorename') ?? '',
        DefaultFlags: flags,
      })
      if (fault === 'forgets') key(path).DefaultFlags = 0
    }
    return { present: true, code: 0, said: '' }
  }

  const scripts: Record<string, (data: Data) => unknown> = {
    'registry/read': read,
    'store/look': ({ thumbprint }) => ({
      found: store.includes(String(thumbprint))
        ? { der: '', notAfter: 0, belongs: true, problem: 0, place: { kind: 'cng', provider: 'Software', container: 'key', machine: true } }
        : null,
      issuers: [],
      missing: [],
      windows: true,
      folders: { all: 'C:\\ProgramData', own: 'C:\\own', home: 'C:\\home' },
      identity: 'S-1-5-18',
    }),
    'store/read-key-rights': () => ({ rules: [{ sid: 'S-1-5-18', rights: 0x1f01ff, allows: true }] }),
    'store/write-key-rights': (data) => {
      rights.push(data)
      return { written: true }
    },
    'rdp/set-certificate': ({ thumbprint }) => {
      const values = key(`${terminal}\\WinStations\\RDP-Tcp`)
      if (thumbprint === '') delete values.SSLCertificateSHA1Hash
      else values.SSLCertificateSHA1Hash = Buffer.from(String(thumbprint), 'hex')
      return { present: true }
    },
    'winrm/set-listener': ({ hostName, port, thumbprint }) => {
      if (thumbprint === '') delete keys[`${wsman}\\*+HTTPS`]
      else
        Object.assign(key(`${wsman}\\*+HTTPS`), {
          certThumbprint: String(thumbprint),
          hostname: String(hostName ?? 'its own'),
          Port: Number(port),
        })
      return { present: true, running: true }
    },
    'http-sys/netsh': runNetsh,
    'iis/read-sites': () => ({ installed: sites.length > 0, sites, problem: '' }),
    'iis/set-site': ({ add, remove, site }) => {
      const found = sites.find(({ name }) => name === site)
      const added = add as { information: string; flags: number } | null
      if (added) found?.bindings.push({ protocol: 'https', information: added.information, flags: String(added.flags) })
      if (found && remove) found.bindings = found.bindings.filter(({ information }) => information !== remove)
      return { installed: true, found: found !== undefined }
    },
    'targets/who-may-write': ({ paths }) => ({
      own: 'S-1-5-18',
      entries: (paths as string[]).map((path) => ({ path, owner: 'S-1-5-18', rules: rules[path] ?? [] })),
    }),
    'iis/read-central': ({ files: asked }) => ({
      files: (asked as string[]).map((file) => ({ der: files.get(file) ?? null, readable: true })),
    }),
    'sql-server/set-certificate': ({ path, thumbprint }) => {
      key(String(path)).Certificate = String(thumbprint)
      return { present: true }
    },
    'sql-server/restart': () => ({ ran: true }),
  }

  async function run<Answer>({ answer, data, script }: ScriptCall<Answer>): Promise<Answer> {
    if (!/read|look|who-may/.test(script)) called.push([script, data])
    const result = scripts[script]?.(data)
    const reason = faults.get(script)
    faults.delete(script)
    if (reason !== undefined) throw new Refusal('POWERSHELL_FAILED', { script, reason })
    return (answer as z.ZodType<Answer>).parse(result)
  }

  const powershell: PowerShell = {
    run,
    async runWithSecret(call) {
      const { file, takeBack } = call.data as { file: string; takeBack: boolean }
      const [now, before] = [files.get(file), files.get(`${file}.previous`)]
      if (takeBack) files.delete(file)
      else files.set(file, call.secret)
      const kept = takeBack ? before : now
      if (takeBack && kept !== undefined) files.set(file, kept)
      if (!takeBack && kept !== undefined) files.set(`${file}.previous`, kept)
      called.push([call.script, call.data])
      return { answer: call.answer.parse({ written: true }), secret: '' }
    },
    close: async () => undefined,
  }
  return { powershell, keys, called, files, rights, names: () => called.map(([script]) => script) }
}
