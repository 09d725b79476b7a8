import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePorts } from '../free-port.ts'
import { startProgram } from '../started-program.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { base64, type DnsServerKind, type DnsServerOptions, type TestZone, zoneText } from './dns-server.ts'

export const knot: DnsServerKind = {
  title: 'Knot',
  program: '/usr/sbin/knotd',
  needs: 'needs Knot (Debian package knot)',
  async start(options) {
    const folder = await temporaryFolder()
    const address = options.address ?? '127.0.0.1'
    const port = options.port ?? (await freePorts(1))[0] ?? 0
    for (const zone of options.zones) {
      if (!zone.primary) await writeFile(join(folder.path, `${zone.name}.zone`), zoneText(zone))
    }
    await mkdir(join(folder.path, 'db'))
    const file = join(folder.path, 'knot.conf')
    await writeFile(file, configuration(options, folder.path, `${address}@${port}`))
    const program = await startProgram(knot.program, ['-c', file], {}, [{ address, port }])
    return { address, port, output: program.output, stop: () => program.stop().then(folder.remove) }
  },
}

function configuration({ zones, allowed, other, types = ['TXT'] }: DnsServerOptions, folder: string, listen: string): string {
  return `
server:
  rundir: "${folder}"
  listen: ${listen}
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
database:
  storage: "${folder}/db"
  # The default wants more address space than a container may have.
  journal-db-max-size: 16M
  kasp-db-max-size: 16M
  timer-db-max-size: 8M
log:
  - target: stderr
    any: info
key:
${[...allowed, other].map((key) => `  - id: ${key.name}\n    algorithm: ${key.algorithm}\n    secret: ${base64(key)}`).join('\n')}
remote:
${zones.flatMap(remotes).join('\n')}
acl:
${zones.map((zone) => acl(zone, allowed.map(({ name }) => name).join(', '), types.join(', '))).join('\n')}
template:
  - id: default
    storage: "${folder}"
    file: "%s.zone"
    zonefile-sync: -1
    zonefile-load: whole
zone:
${zones.map(zoneClause).join('\n')}
`
}

const id = (zone: TestZone) => zone.name.replaceAll('.', '-')

function remotes(zone: TestZone): string[] {
  const remote = (role: string, { address, port }: { address: string; port: number }) =>
    `  - id: ${role}-${id(zone)}\n    address: ${address}@${port}`
  return [...(zone.primary ? [remote('primary', zone.primary)] : []), ...(zone.notify ? [remote('notify', zone.notify)] : [])]
}

function acl(zone: TestZone, keys: string, types: string): string {
  return `  - id: update-${id(zone)}
    key: [${keys}]
    action: update
    update-type: [${types}]
    update-owner: name
    update-owner-match: sub
    update-owner-name: [${zone.name}.]
  - id: local-${id(zone)}
    address: 127.0.0.0/8
    action: [notify, transfer]`
}

function zoneClause(zone: TestZone): string {
  const follows = zone.primary ? `\n    master: primary-${id(zone)}` : ''
  const tells = zone.notify ? `\n    notify: notify-${id(zone)}` : ''
  return `  - domain: ${zone.name}\n    acl: [update-${id(zone)}, local-${id(zone)}]${follows}${tells}`
}
