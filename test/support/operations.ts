import { type AgentClient, contract } from '@mylzip/shared/operations/contract.ts'
import type { Access } from '@mylzip/shared/operations/operation.ts'
import { isContractProcedure } from '@orpc/contract'
import { certificateId, runId } from './agent-services.ts'
import { target } from './sample-target.ts'

export interface Operation {
  /** As `renewals.renewNow`. */
  name: string
  access: Access
  /** It changes nothing. */
  looks: boolean
  /** As the description names it: `POST /renewals/pause`. */
  route: string
}

/** Every operation of the contract, found by walking it: a new one is tested without anyone thinking of it. */
export const operations: Operation[] = find(contract, [])

function find(node: unknown, path: string[]): Operation[] {
  if (isContractProcedure(node)) {
    const { meta, route } = node['~orpc']
    const { access, looks = false } = meta as { access: Access; looks?: boolean }
    return [{ name: path.join('.'), access, looks, route: `${route.method} ${route.path}` }]
  }
  return Object.entries(node as object).flatMap(([key, value]) => find(value, [...path, key]))
}

const directory = 'https://127.0.0.1:14000/dir'

type Calls = { [Group in keyof AgentClient]: { [Name in keyof AgentClient[Group]]: (client: AgentClient) => Promise<unknown> } }

/** One good call of each; an operation without one does not compile. */
const goodCalls: Calls = {
  state: {
    get: (client) => client.state.get(),
    watch: async (client) => {
      const events = await client.state.watch()
      const { value } = await events.next()
      await events.return?.()
      return value
    },
  },
  certificates: {
    list: (client) => client.certificates.list(),
    get: (client) => client.certificates.get({ certificateId }),
    versions: (client) => client.certificates.versions({ certificateId }),
    chain: (client) => client.certificates.chain({ certificateId, version: 1 }),
    export: (client) => client.certificates.export({ certificateId, format: 'pfx', password: 'secret' }),
    importBundle: (client) => client.certificates.importBundle({ files: ['AAAA'] }),
    revoke: (client) => client.certificates.revoke({ certificateId, reason: 'superseded' }),
    configure: (client) => client.certificates.configure({ certificateId, keyUse: 'reuse' }),
    forget: (client) => client.certificates.forget({ certificateId, name: 'k7f3q9.acme.myl.test' }),
    order: (client) => client.certificates.order({ names: ['intranet.example'] }),
    preflight: async (client) => {
      const events = await client.certificates.preflight({ names: ['intranet.example'] })
      const { value } = await events.next()
      await events.return?.()
      return value
    },
    preflightReport: (client) => client.certificates.preflightReport({ names: ['intranet.example'] }),
  },
  consumers: {
    list: (client) => client.consumers.list({}),
    preview: (client) => client.consumers.preview({ certificateId, change: 'renew' }),
  },
  renewals: {
    renewNow: (client) => client.renewals.renewNow({ certificateId }),
    get: (client) => client.renewals.get({ runId }),
    pause: (client) => client.renewals.pause({}),
    resume: (client) => client.renewals.resume(),
  },
  targets: {
    list: (client) => client.targets.list({}),
    kinds: (client) => client.targets.kinds(),
    add: (client) => client.targets.add({ certificateId, settings: target.settings }),
    preview: (client) => client.targets.preview({ targetId: target.id }),
    test: (client) => client.targets.test({ certificateId, settings: target.settings }),
    apply: (client) => client.targets.apply({ targetId: target.id }),
    rollBack: (client) => client.targets.rollBack({ targetId: target.id }),
    remove: (client) => client.targets.remove({ targetId: target.id, giveBack: true }),
  },
  authorities: {
    list: (client) => client.authorities.list(),
    look: (client) => client.authorities.look({ directory }),
    setOrder: (client) => client.authorities.setOrder({ authorities: [{ directory }] }),
    remove: (client) => client.authorities.remove({ directory }),
    setBinding: (client) => client.authorities.setBinding({ directory, keyId: 'kid-1', hmacKey: 'bm90IGEgc2VjcmV0IGF0IGFsbA' }),
    trust: (client) => client.authorities.trust({ directory, roots: 'a certificate' }),
    distrust: (client) => client.authorities.distrust({ directory }),
    openAccount: (client) => client.authorities.openAccount({ directory }),
    updateContact: (client) => client.authorities.updateContact({ directory, contact: ['desk@example.test'] }),
    chooseAccount: (client) => client.authorities.chooseAccount({ directory, uses: 'own' }),
    rollKey: (client) => client.authorities.rollKey({ directory }),
    deactivate: (client) => client.authorities.deactivate({ directory }),
  },
  device: {
    enrolment: (client) => client.device.enrolment(),
    enrolByCode: (client) => client.device.enrolByCode({ label: 'frontdesk-07' }),
    enrolByToken: (client) => client.device.enrolByToken({ token: 'mylzip_enrol_x' }),
    keep: (client) => client.device.keep(),
    changeKey: (client) => client.device.changeKey(),
    names: (client) => client.device.names(),
    addName: (client) => client.device.addName({ zone: 'devices.example' }),
    publishLanAddresses: (client) => client.device.publishLanAddresses({ publish: true }),
    openDevicePage: (client) => client.device.openDevicePage({ openToLan: false }),
  },
  usual: {
    get: (client) => client.usual.get(),
    set: (client) => client.usual.set({ keyType: 'p-256' }),
  },
  proxy: {
    get: (client) => client.proxy.get(),
    test: (client) => client.proxy.test({}),
    set: (client) => client.proxy.set({ wish: { use: 'none' } }),
  },
  licence: { get: (client) => client.licence.get() },
  policy: { get: (client) => client.policy.get() },
  audit: {
    list: (client) => client.audit.list({ limit: 50 }),
    export: async (client) => {
      const events = await client.audit.export()
      const { value } = await events.next()
      await events.return?.()
      return value
    },
    verify: (client) => client.audit.verify(),
  },
  doctor: {
    run: async (client) => {
      const events = await client.doctor.run({})
      const { value } = await events.next()
      await events.return?.()
      return value
    },
    report: (client) => client.doctor.report({}),
  },
  diagnostics: { create: (client) => client.diagnostics.create({}) },
  backup: {
    create: (client) => client.backup.create({ file: '/backups/today.mylzip-backup', passphrase: 'twelve characters' }),
    inspect: (client) => client.backup.inspect({ file: '/backups/today.mylzip-backup', passphrase: 'twelve characters' }),
  },
  proofs: {
    addDnsServer: (client) => client.proofs.addDnsServer({ server: 'rfc2136://192.0.2.1/customer.test?key=k', key: 'AAAA' }),
    listDnsServers: (client) => client.proofs.listDnsServers(),
    removeDnsServer: (client) => client.proofs.removeDnsServer({ server: 'rfc2136://192.0.2.1/customer.test?key=k' }),
    delegation: (client) => client.proofs.delegation({ name: 'www.customer.test' }),
  },
  adoption: {
    scan: (client) => client.adoption.scan({}),
    takeOver: (client) => client.adoption.takeOver({ source: 'certbot', folder: '/etc/letsencrypt', id: 'intranet.example' }),
  },
  tokens: {
    list: (client) => client.tokens.list(),
    create: (client) => client.tokens.create({ label: 'Monitoring', level: 'read' }),
    revoke: (client) => client.tokens.revoke({ tokenId: certificateId }),
    choosePort: (client) => client.tokens.choosePort({ port: 18_461 }),
  },
}

export function callWell(client: AgentClient, operation: Operation): Promise<unknown> {
  const [group = '', name = ''] = operation.name.split('.')
  const calls: Record<string, Record<string, (client: AgentClient) => Promise<unknown>>> = goodCalls
  const call = calls[group]?.[name]
  if (!call) throw new Error(`no good call of ${operation.name}`)
  return call(client)
}

/** What a caller is told: `answered`, or the refusal's code. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'answered'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}
