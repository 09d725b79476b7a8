import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePorts } from '../free-port.ts'
import { startProgram } from '../started-program.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { bind } from './bind.ts'
import type { StartedDnsServer } from './dns-server.ts'

/** BIND as a network's resolver: it knows these zones by their servers and nothing else, follows CNAMEs, and remembers. */
export async function startResolver(zones: Record<string, { address: string; port: number }>): Promise<StartedDnsServer> {
  const folder = await temporaryFolder()
  const at = (name: string) => join(folder.path, name)
  const [port = 0] = await freePorts(1)
  const address = '127.0.0.1'
  const forward = Object.entries(zones).map(
    ([zone, server]) => `zone "${zone}" { type forward; forward only; forwarders { ${server.address} port ${server.port}; }; };`,
  )
  await writeFile(
    at('named.conf'),
    `options {
  directory "${folder.path}";
  pid-file "${at('named.pid')}";
  session-keyfile "${at('session.key')}";
  managed-keys-directory "${folder.path}";
  listen-on port ${port} { ${address}; };
  listen-on-v6 { none; };
  recursion yes;
  dnssec-validation no;
  qname-minimization off;
};
controls { };
${forward.join('\n')}
`,
  )
  await copyFile(bind.program, at('named'))
  const program = await startProgram(at('named'), ['-g', '-n', '1', '-c', at('named.conf')], {}, [{ address, port }])
  return { address, port, output: program.output, stop: () => program.stop().then(folder.remove) }
}
