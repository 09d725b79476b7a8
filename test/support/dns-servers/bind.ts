import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePorts } from '../free-port.ts'
import { startProgram } from '../started-program.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { base64, type DnsServerKind, type DnsServerOptions, zoneText } from './dns-server.ts'

export const bind: DnsServerKind = {
  title: 'BIND',
  program: '/usr/sbin/named',
  needs: 'needs BIND (Debian package bind9)',
  async start(options) {
    const folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    const address = options.address ?? '127.0.0.1'
    const port = options.port ?? (await freePorts(1))[0] ?? 0
    for (const zone of options.zones) await writeFile(at(`${zone.name}.zone`), zoneText(zone))
    await writeFile(at('named.conf'), configuration(options, folder.path, address, port))
    // Debian's AppArmor profile holds for the installed path, and keeps it out of temporary folders.
    await copyFile(bind.program, at('named'))
    const program = await startProgram(at('named'), ['-g', '-n', '1', '-c', at('named.conf')], {}, [{ address, port }])
    return { address, port, output: program.output, stop: () => program.stop().then(folder.remove) }
  },
}

function configuration(
  { zones, allowed, other, types = ['TXT'] }: DnsServerOptions,
  folder: string,
  address: string,
  port: number,
): string {
  const grants = (zone: string) => allowed.map((key) => `grant ${key.name} subdomain ${zone}. ${types.join(' ')};`).join(' ')
  return `
options {
  directory "${folder}";
  pid-file "${folder}/named.pid";
  session-keyfile "${folder}/session.key";
  managed-keys-directory "${folder}";
  listen-on port ${port} { ${address}; };
  listen-on-v6 { none; };
  recursion no;
  dnssec-validation no;
  notify no;
};
controls { };
${[...allowed, other].map((key) => `key "${key.name}" { algorithm ${key.algorithm}; secret "${base64(key)}"; };`).join('\n')}
${zones.map(({ name }) => `zone "${name}" { type primary; file "${folder}/${name}.zone"; update-policy { ${grants(name)} }; };`).join('\n')}
`
}
