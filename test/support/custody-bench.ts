import { createPublicKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { usualDirectories } from '#main/authorities/usual-directories.ts'
import { openBundle } from '#main/certificates/bundle.ts'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { createRunReader } from '#main/certificates/run-reader.ts'
import { isIssued, versionRepository } from '#main/certificates/version.repository.ts'
import { offerCustody } from '#main/composition/custody-parts.ts'
import { createSnapshots } from '#main/state/snapshot.service.ts'
import type { StartedPebble } from './pebble.ts'
import { type RenewalBenchOptions, startRenewalBench } from './renewal-bench.ts'

/** The agent's renewals with what can be done with their keys, at one Pebble; and a look at what lies where. */
export async function startCustodyBench(pebble: StartedPebble, more: Partial<RenewalBenchOptions> = {}) {
  const bench = await startRenewalBench({
    directories: [pebble.directoryUrl],
    extraRootsPem: pebble.rootPem,
    solver: pebble.solver(),
    ...more,
  })
  const sealed: Uint8Array[] = []
  const seal = bench.secrets.seal.bind(bench.secrets)
  bench.secrets.seal = async (...args) => {
    const bytes = await seal(...args)
    sealed.push(bytes)
    return bytes
  }
  const about = {
    version: '0',
    mode: 'browser',
    dataFolder: bench.folder,
    directory: pebble.directoryUrl,
    practice: false,
  } as const
  const custody = offerCustody({
    mayManage: async () => undefined,
    mayHaveProfile: async () => undefined,
    refuseHopelessOrder: async () => undefined,
    ...bench,
    usualDirectories: () => usualDirectories(bench.db, pebble.directoryUrl),
    snapshot: createSnapshots({
      ...bench,
      about,
      device: async () => null,
      pause: async () => null,
      runs: createRunReader(bench.db, { of: () => undefined }),
    }),
  })

  async function version(certificateId: string, number?: number) {
    const certificate = await certificateRepository(bench.db).find(certificateId)
    const found = await versionRepository(bench.db).find(certificateId, number ?? certificate?.current_version ?? 1)
    if (!certificate || !isIssued(found)) throw new Error('there is no such version')
    return { certificate, version: found }
  }

  return {
    ...bench,
    custody,
    /** What was sealed so far, in order. */
    sealed,
    version,
    leafOf: async (certificateId: string, number?: number) => new X509Certificate((await version(certificateId, number)).version.chain_pem),
    /** Of the certificate: what tells one key from another. */
    async publicKey(certificateId: string, number?: number): Promise<string> {
      const { publicKey } = new X509Certificate((await version(certificateId, number)).version.chain_pem)
      return createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
        .export({ type: 'spki', format: 'pem' })
        .toString()
    },
    /** Key and chain as a program that serves the certificate gets them. */
    async opened(certificateId: string, number?: number) {
      const found = await version(certificateId, number)
      return openBundle(bench, found.certificate, found.version)
    },
    /** Whether any stretch of these bytes lies in the database's files. */
    async liesInFiles(bytes: Uint8Array): Promise<boolean> {
      const stretch = 24
      for (const name of ['agent.db', 'agent.db-wal', 'agent.db-shm', 'agent.db-journal']) {
        const file = await readFile(join(bench.folder, name)).catch(() => Buffer.alloc(0))
        for (let at = 0; at + stretch <= bytes.length; at += stretch)
          if (file.includes(Buffer.from(bytes.subarray(at, at + stretch)))) return true
      }
      return false
    },
    actions: () => bench.foundations.recorded.map(({ action }) => action),
  }
}

export type CustodyBench = Awaited<ReturnType<typeof startCustodyBench>>
