import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { findPebble } from '../../scripts/test/tools/pebble.ts'
import { createChalltestsrvSolver, type RecordingSolver } from './challtestsrv.ts'
import { freePorts } from './free-port.ts'
import { startProgram } from './started-program.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { createTestAuthority } from './test-authority.ts'

/** For `describe.skipIf(!pebbleIsThere)`; the title says why. */
export const pebbleIsThere = findPebble() !== undefined
export const needsPebble = 'needs Pebble 2.10 (npm test fetches it on Debian)'

export interface PebbleOptions {
  /** Of the command line, as `-strict`. */
  args?: string[]
  env?: Record<string, string>
  config?: Record<string, unknown>
  /** Asks the DNS server on this port of 127.0.0.1, instead of the one that solver() publishes in. */
  dnsPort?: number
}

export interface StartedPebble {
  directoryUrl: string
  /** Of its HTTPS interface, not of what it issues. */
  rootPem: string
  /** A new solver, publishing where this Pebble looks. */
  solver(): RecordingSolver
  /** Where `replaces`-able certificates get another window: PEM of the leaf, RFC 9773 renewalInfo or any other answer. */
  setRenewalInfo(certificatePem: string, answer: object | string): Promise<void>
  /** The root of its usual chain (0), or of an alternate one. */
  issuingRoot(number?: number): Promise<string>
  /** From now on names lead to 127.0.0.1 alone: what is started by others listens there only. */
  onlyIpv4(): Promise<void>
  /** 'Valid' or 'Revoked', as Pebble has it. */
  statusOf(certificatePem: string): Promise<string>
  /** Certificate and key for 'localhost', trusted with rootPem. */
  tls: { certificatePem: string; privateKeyPem: string }
  output(): string
  stop(): Promise<void>
}

/** A Pebble of its own with a DNS server of its own, on free ports of 127.0.0.1; quick and without chance unless told. */
export async function startPebble({ args = [], env = {}, config = {}, dnsPort }: PebbleOptions = {}): Promise<StartedPebble> {
  const programs = findPebble()
  if (!programs) throw new Error(needsPebble)
  const folder = await temporaryFolder()
  const authority = await createTestAuthority('Pebble TLS')
  const leaf = await authority.issue({ names: ['localhost'] })
  const tls = { certificatePem: leaf.certificatePem + leaf.chainPem.join(''), privateKeyPem: leaf.privateKeyPem }
  const [acme = 0, management = 0, dns = 0, dnsManagement = 0] = await freePorts(4)
  const at = (name: string) => join(folder.path, name)
  await writeFile(at('tls.pem'), tls.certificatePem)
  await writeFile(at('tls.key'), tls.privateKeyPem)
  const pebble = {
    listenAddress: `127.0.0.1:${acme}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: at('tls.pem'),
    privateKey: at('tls.key'),
    httpPort: 9,
    tlsPort: 9,
    ...config,
  }
  await writeFile(at('config.json'), JSON.stringify({ pebble }))
  const challtestsrvArgs = ['-dnsserver', `127.0.0.1:${dns}`, '-management', `127.0.0.1:${dnsManagement}`]
  const unused = ['-http01', '', '-https01', '', '-tlsalpn01', '', '-doh', '']
  const challtestsrv = await startProgram(programs.challtestsrv, [...challtestsrvArgs, ...unused], {}, [dnsManagement])
  const ca = await startProgram(
    programs.pebble,
    ['-config', at('config.json'), '-dnsserver', `127.0.0.1:${dnsPort ?? dns}`, ...args],
    { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0', PEBBLE_AUTHZREUSE: '0', ...env },
    [acme, management],
  ).catch(async (error: unknown) => {
    await Promise.all([challtestsrv.stop(), folder.remove()])
    throw error
  })

  const ask = (path: string, body?: object) => askManagement(`https://localhost:${management}${path}`, authority.rootPem, body)

  return {
    directoryUrl: `https://localhost:${acme}/dir`,
    rootPem: authority.rootPem,
    solver: () => createChalltestsrvSolver(`http://127.0.0.1:${dnsManagement}`),
    async setRenewalInfo(certificate, answer) {
      await ask('/set-renewal-info/', { certificate, ariResponse: typeof answer === 'string' ? answer : JSON.stringify(answer) })
    },
    issuingRoot: (number = 0) => ask(`/roots/${number}`),
    async onlyIpv4() {
      await fetch(`http://127.0.0.1:${dnsManagement}/set-default-ipv6`, { method: 'POST', body: JSON.stringify({ ip: '' }) })
    },
    async statusOf(certificatePem) {
      const { serialNumber } = new X509Certificate(certificatePem)
      return JSON.parse(await ask(`/cert-status-by-serial/${serialNumber.toLowerCase()}`)).Status
    },
    tls,
    output: ca.output,
    async stop() {
      await Promise.all([ca.stop(), challtestsrv.stop()])
      await folder.remove()
    },
  }
}

async function askManagement(url: string, rootPem: string, body: object | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { ca: rootPem, method: body ? 'POST' : 'GET', agent: false, headers: { 'user-agent': 'test' } },
      async (answer) => {
        const text = Buffer.concat(await answer.toArray()).toString()
        if (answer.statusCode === 200) resolve(text)
        else reject(new Error(`Pebble’s management answered ${answer.statusCode}: ${text}`))
      },
    )
    asking.once('error', reject)
    asking.end(body ? JSON.stringify(body) : undefined)
  })
}
