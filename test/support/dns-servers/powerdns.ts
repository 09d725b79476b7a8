import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { freePorts } from '../free-port.ts'
import { startProgram } from '../started-program.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { base64, type DnsServerKind, type DnsServerOptions } from './dns-server.ts'

const schema = '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql'

export const powerdns: DnsServerKind = {
  title: 'PowerDNS',
  program: '/usr/sbin/pdns_server',
  files: [schema],
  needs: 'needs PowerDNS (Debian packages pdns-server and pdns-backend-sqlite3)',
  async start(options) {
    const folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    const address = options.address ?? '127.0.0.1'
    const port = options.port ?? (await freePorts(1))[0] ?? 0
    fillDatabase(at('pdns.sqlite3'), await readFile(schema, 'utf8'), options)
    await writeFile(at('pdns.conf'), configuration(folder.path, address, port))
    const program = await startProgram(powerdns.program, [`--config-dir=${folder.path}`], {}, [{ address, port }])
    return { address, port, output: program.output, stop: () => program.stop().then(folder.remove) }
  },
}

function configuration(folder: string, address: string, port: number): string {
  return `
launch=gsqlite3
gsqlite3-database=${folder}/pdns.sqlite3
gsqlite3-pragma-synchronous=0
local-address=${address}
local-port=${port}
socket-dir=${folder}
dnsupdate=yes
allow-dnsupdate-from=
resolver=no
guardian=no
daemon=no
disable-syslog=yes
distributor-threads=1
receiver-threads=1
`
}

function fillDatabase(file: string, tables: string, { zones, allowed, other }: DnsServerOptions): void {
  const database = new Database(file)
  database.exec(tables)
  const add = (sql: string, ...values: unknown[]) => database.prepare(sql).run(...values).lastInsertRowid
  for (const { name, algorithm, secret } of [...allowed, other].map((key) => ({ ...key, secret: base64(key) }))) {
    add('INSERT INTO tsigkeys (name, algorithm, secret) VALUES (?, ?, ?)', name, algorithm, secret)
  }
  for (const zone of zones) {
    const id = add("INSERT INTO domains (name, type) VALUES (?, 'NATIVE')", zone.name)
    const record = (name: string, type: string, content: string) =>
      add('INSERT INTO records (domain_id, name, type, content, ttl, auth) VALUES (?, ?, ?, ?, 3600, 1)', id, name, type, content)
    record(zone.name, 'SOA', `ns1.${zone.name} admin.${zone.name} 1 3600 600 86400 60`)
    record(zone.name, 'NS', `ns1.${zone.name}`)
    record(`ns1.${zone.name}`, 'A', '127.0.0.1')
    for (const line of zone.records ?? []) {
      const [label, , , type = '', ...content] = line.split(' ')
      record(`${label}.${zone.name}`, type, content.join(' ').replace(/\.$/, ''))
    }
    for (const [kind, content] of [...allowed.map(({ name }) => ['TSIG-ALLOW-DNSUPDATE', name]), ['ALLOW-DNSUPDATE-FROM', '127.0.0.0/8']]) {
      add('INSERT INTO domainmetadata (domain_id, kind, content) VALUES (?, ?, ?)', id, kind, content)
    }
  }
  database.close()
}
