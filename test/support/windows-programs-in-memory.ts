import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { z } from 'zod'
import type { PowerShell, ScriptCall } from '#main/system/powershell/powershell.port.ts'
import type { WindowsEntry } from '#main/system/rights/windows-writers.policy.ts'

type Value = string | number | Buffer
type Keys = Record<string, Record<string, Value>>
type Data = Record<string, unknown>

interface Machine {
  registry: Keys
  sites?: {
    name: string
    bindings: { protocol: string; information: string; flags: string }[]
    hsts: { enabled: string; maxAge: string } | null
  }[]
  /** Thumbprints in LocalMachine\My. Those that http.sys presents at first lie where its bindings say. */
  store?: string[]
  /** Where their keys lie. */
  provider?: string
  /** Rules of folders: who may do what there. Others are the system's alone. */
  rules?: Record<string, WindowsEntry['rules']>
  /** Scripts that go wrong once, after they have done their work, each with what Windows says. */
  failing?: Record<string, string>
  /**
   * What netsh says once, by its verb, where it fails; `forgets` where it says nothing and drops the flags, `unknown` where it has no
   * such verb.
   */
  netsh?: Partial<Record<'add' | 'update' | 'delete', string>>
}

export const http = 'SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters'
export const terminal = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server'
export const wsman = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN\\Listener'
export const sql = 'SOFTWARE\\Microsoft\\Microsoft SQL Server'

const systemAlone = [{ sid: 'S-1-5-18', rights: 0x1f01ff, allows: true, inheritOnly: false }]

/** What netsh says of a certificate that is not in the store it was told. */
export const noSession = (verb: string) =>
  `SSL Certificate ${verb} failed, Error: 1312 A specified logon session does not exist. It may already have been terminated.`

/**
 * The little of Windows that the order of steps depends on: what stands in its registry, and what the last calls of scripts write
 * there. What netsh, CIM, WSMan and IIS make of them is not shown by it (docs/unproven-on-windows.md).
 */
export function windowsPrograms({
  failing = {},
  netsh = {},
  provider = 'Software',
  registry,
  rules = {},
  sites = [],
  store = [],
}: Machine) {
  const keys: Keys = Object.fromEntries(Object.entries(registry).map(([path, values]) => [path, { ...values }]))
  const lying = new Set(store.map((each) => `MY ${each}`))
  for (const { SslCertHash: bound, SslCertStoreName: where } of Object.values(keys))
    if (Buffer.isBuffer(bound)) lying.add(`${where ?? 'MY'} ${bound.toString('hex').toUpperCase()}`)
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
    const failed = (text: string) => ({ present: true, code: 1, said: `${text}\r\n` })
    if (fault === 'unknown') return failed(`The following command was not found: http ${verb} sslcert ${(args as string[]).join(' ')}.`)
    if (fault !== undefined && fault !== 'forgets') return failed(fault)
    if ((verb === 'add') === path in keys)
      return failed(`SSL Certificate ${verb === 'delete' ? 'deletion' : verb} failed, Error: ${verb === 'add' ? 183 : 2}`)
    if (verb === 'delete') {
      delete keys[path]
      return { present: true, code: 0, said: '' }
    }
    const [thumbprint, where] = [String(said.get('certhash') ?? ''), String(said.get('certstorename') ?? 'MY')]
    if (!central && !lying.has(`${where} ${thumbprint.toUpperCase()}`)) return failed(noSession(String(verb)))
    const flags = (said.get('clientcertnegotiation') === 'enable' ? 2 : 0) | (said.get('disablehttp2') === 'enable' ? 0x10 : 0)
    const settings = { SslCertStoreName: where, DefaultFlags: fault === 'forgets' ? 0 : flags }
    Object.assign(key(path), central ? {} : { SslCertHash: Buffer.from(thumbprint, 'hex'), ...settings })
    return { present: true, code: 0, said: '' }
  }

  const scripts: Record<string, (data: Data) => unknown> = {
    'registry/read': read,
    'store/look': ({ thumbprint }) => ({
      found: store.includes(String(thumbprint))
        ? { der: '', notAfter: 0, belongs: true, problem: 0, place: { kind: 'cng', provider, container: 'key', machine: true } }
        : null,
      issuers: [],
      missing: [],
      windows: true,
      folders: { all: 'C:\\ProgramData', own: 'C:\\own', home: 'C:\\home' },
      identity: 'S-1-5-18',
    }),
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
    'iis/set-site': ({ add, hsts, remove, site }) => {
      const found = sites.find(({ name }) => name === site)
      const added = add as { information: string; flags: number } | null
      if (added) found?.bindings.push({ protocol: 'https', information: added.information, flags: String(added.flags) })
      if (found && remove) found.bindings = found.bindings.filter(({ information }) => information !== remove)
      const said = hsts as { enabled: boolean; maxAge: number } | null
      if (found && said) found.hsts = { enabled: String(said.enabled), maxAge: String(said.maxAge) }
      return { installed: true, found: found !== undefined }
    },
    'rights/read': ({ paths }) => ({
      own: 'S-1-5-18',
      entries: (paths as string[]).map((path) => ({ path, owner: 'S-1-5-18', rules: rules[path] ?? systemAlone })),
    }),
    'iis/read-central': ({ files: asked }) => ({
      files: (asked as string[]).map((file) => ({ der: files.get(file) ?? null, readable: true })),
    }),
    'iis/found-central': ({ file, putBack }) => {
      const [at, kept] = [String(file), `${file}.before-mylzip`]
      const [from, to] = putBack ? [kept, at] : [at, kept]
      const content = files.get(from)
      if (content === undefined) files.delete(to)
      else files.set(to, content)
      return { done: true }
    },
    'sql-server/set-certificate': ({ path, thumbprint }) => {
      key(String(path)).Certificate = String(thumbprint)
      return { present: true }
    },
    'sql-server/restart': () => ({ ran: true }),
  }

  async function run<Answer>({ answer, data, script }: ScriptCall<Answer>): Promise<Answer> {
    if (!/read|look/.test(script)) called.push([script, data])
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
      if (!takeBack) files.set(file, call.secret)
      if (!takeBack && now !== undefined) files.set(`${file}.previous`, now)
      if (takeBack && before !== undefined) {
        files.set(file, before)
        files.delete(`${file}.previous`)
      }
      called.push([call.script, call.data])
      return { answer: call.answer.parse({ written: true }), secret: '' }
    },
    close: async () => undefined,
  }
  return { powershell, keys, called, files, rights, names: () => called.map(([script]) => script) }
}
