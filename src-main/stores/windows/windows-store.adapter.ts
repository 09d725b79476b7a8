import { X509Certificate } from 'node:crypto'
import { dirname } from 'node:path'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Clock } from '../../system/clock.port.ts'
import { createInTurn } from '../../system/in-turn.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { thumbprintOf } from '../../system/x509/certificates.policy.ts'
import { bundleFault, chainFaultOf } from '../bundle-check.policy.ts'
import { folderOf } from '../folder-names.policy.ts'
import { asStoreRefusal } from '../obstacle.adapter.ts'
import type { CertificateStore, InstalledCertificate, KeyAndChain, KeyHold, NamedChain, OpenedKey, Thumbprint } from '../store.port.ts'
import type { TpmKeys } from '../tpm-keys.port.ts'
import { createKeyWatch } from './key-watch.adapter.ts'
import type { PfxFiles } from './pfx.port.ts'
import { createStoreIndex, withKey, withoutVersion, withVersion } from './store-index.adapter.ts'
import { createStoreScripts, type StoreLocation } from './store-scripts.ts'
import { createTpmKeys } from './tpm-keys.adapter.ts'

export interface WindowsStoreOptions {
  location: StoreLocation
  /** A file of this store's own, in the data folder. */
  indexFile: string
  powershell: PowerShell
  pfx: PfxFiles
  clock: Clock
  /** The key storage provider for keys that are made in the TPM. Default: Microsoft's. */
  tpmProvider?: string
  /**
   * SIDs that programs run as which use a key: they may read it, which is seen to after each import and from then on. Of one that is
   * made in the TPM it is asked before there is a certificate.
   */
  keyReaders?: (thumbprint: Thumbprint | undefined) => Promise<readonly string[]>
}

const platformProvider = 'Microsoft Platform Crypto Provider'
const friendlyName = (name: string) => `${canonicalName(name)} (MyL.Zip SSL)`

/**
 * The certificate store of Windows: leaf and key in `My`, issuers in `CA`, of the machine or of a user. What Windows has no place
 * for (under which name something was put there, and which version is current) stands in an index. One process writes at a time.
 */
export function createWindowsStore(options: WindowsStoreOptions): CertificateStore {
  const { clock, indexFile, keyReaders = async () => [], location, pfx, powershell, tpmProvider: provider = platformProvider } = options
  const place = `${location}\\My`
  const scripts = createStoreScripts(powershell, location)
  const watch = createKeyWatch({ scripts, location, clock, keyReaders })
  const index = createStoreIndex(indexFile)

  const queue = createInTurn()
  const inTurn = <T>(work: () => Promise<T>) => queue(() => reading(work()))

  const reading = <T>(result: Promise<T>): Promise<T> =>
    result.catch(async (error: unknown) => {
      throw await asStoreRefusal(error, dirname(indexFile))
    })

  const refuse = (reason: string) => new Refusal('STORE_FAILED', { store: place, reason })

  /** Thumbprints of the issuers of what was put there under this name; undefined for anything else. */
  async function issuersOf(name: string, thumbprint: Thumbprint): Promise<Thumbprint[] | undefined> {
    const versions = (await index.read()).get(canonicalName(name))?.versions ?? {}
    return Object.hasOwn(versions, thumbprint) ? versions[thumbprint] : undefined
  }

  const isStaying = async (name: string, thumbprint: Thumbprint) =>
    (await index.read()).get(canonicalName(name))?.staying.includes(thumbprint) ?? false

  async function seen(name: string, thumbprint: Thumbprint) {
    const issuers = await issuersOf(name, thumbprint)
    return issuers && (await watch.look(thumbprint, issuers))
  }

  const find = async (name: string, thumbprint: Thumbprint) => (await seen(name, thumbprint))?.installed

  const chainOf = (name: string, { der, issuers }: { der: string; issuers: string[] }): NamedChain => ({
    name: canonicalName(name),
    certificatePem: pemOf(der),
    chainPem: issuers.map(pemOf),
  })

  async function read(name: string, thumbprint: Thumbprint): Promise<NamedChain | undefined> {
    const found = await seen(name, thumbprint)
    return found && chainOf(name, found)
  }

  async function seenWithKey(name: string, thumbprint: Thumbprint) {
    const found = await seen(name, thumbprint)
    if (found && !found.installed.hasKey) throw refuse('the key of the certificate is missing')
    return found
  }

  async function sign(name: string, thumbprint: Thumbprint, data: Uint8Array): Promise<Uint8Array | undefined> {
    return (await seenWithKey(name, thumbprint)) && scripts.sign(thumbprint, data)
  }

  async function load(name: string, thumbprint: Thumbprint): Promise<KeyAndChain | undefined> {
    const found = await seenWithKey(name, thumbprint)
    if (!found) return undefined
    const stays = () => new Refusal('KEY_NOT_EXPORTABLE', { name: canonicalName(name) })
    if (await isStaying(name, thumbprint)) throw stays()
    const password = pfx.newPassword()
    const file = await scripts.export(thumbprint, password)
    if (file === 'stays') throw stays()
    return file && { ...chainOf(name, found), privateKeyPem: await pfx.readKey(file, password) }
  }

  async function install(bundle: KeyAndChain, { stays }: KeyHold = { stays: false }): Promise<InstalledCertificate> {
    const fault = bundleFault(bundle)
    if (fault) throw refuse(fault)
    if (folderOf(bundle.name) === undefined) throw refuse(`“${bundle.name}” is not a name certificates are filed under`)
    const name = canonicalName(bundle.name)
    const thumbprint = thumbprintOf(new X509Certificate(bundle.certificatePem))
    const issuerThumbprints = bundle.chainPem.map((pem) => thumbprintOf(new X509Certificate(pem)))
    const before = await watch.look(thumbprint, issuerThumbprints)
    // Whether a key is given out is settled when it is imported, for good.
    if (!before?.installed.hasKey || (await isStaying(name, thumbprint)) !== stays) {
      const password = pfx.newPassword()
      const file = await pfx.write(bundle, password)
      await scripts.install({ thumbprint, friendlyName: friendlyName(name), exportable: !stays, password, pfx: file })
    }
    return placed(bundle, { stays })
  }

  /** Of a leaf that lies there with its key: its issuers, the index, the rights on the key, and a look at all of it. */
  async function placed({ certificatePem, chainPem, name }: NamedChain, { stays }: KeyHold): Promise<InstalledCertificate> {
    const thumbprint = thumbprintOf(new X509Certificate(certificatePem))
    const issuers = chainPem.map((pem) => new X509Certificate(pem))
    await scripts.addIssuers(issuers.map(({ raw }) => raw))
    await index.change(canonicalName(name), (before) => withKey(before, thumbprint, issuers.map(thumbprintOf), stays))
    await watch.assertRights(thumbprint, issuers.map(thumbprintOf))
    const installed = await find(name, thumbprint)
    if (!installed?.hasKey) throw refuse('what was put there could not be read back')
    return installed
  }

  const keys = createTpmKeys({
    ...{ friendlyName, location, powershell, provider },
    keyReaders: () => keyReaders(undefined),
    placed: (chain) => placed(chain, { stays: true }),
  })
  const tpm: TpmKeys = {
    make: (label, type) => inTurn(() => keys.make(label, type)),
    publicKey: (key) => reading(keys.publicKey(key)),
    sign: (key, data) => reading(keys.sign(key, data)),
    install: (key, chain) =>
      inTurn(async () => {
        const fault = chainFaultOf(chain)
        if (fault) throw refuse(fault)
        return keys.install(key, chain)
      }),
    remove: (key) => inTurn(() => keys.remove(key)),
  }

  /** What lies there with its key, and which of these issuers do not lie beside it. */
  async function withItsKey({ certificatePem, chainPem, name }: NamedChain) {
    const thumbprint = thumbprintOf(new X509Certificate(certificatePem))
    const issuers = chainPem.map((pem) => new X509Certificate(pem))
    if (!(await issuersOf(name, thumbprint))) return undefined
    const found = await watch.look(thumbprint, issuers.map(thumbprintOf))
    return found?.installed.hasKey ? { found, issuers, thumbprint } : undefined
  }

  async function mend(chain: NamedChain) {
    const fault = chainFaultOf(chain)
    if (fault) throw refuse(fault)
    const there = await withItsKey(chain)
    if (!there) return undefined
    const { found, issuers, thumbprint } = there
    const wasDamaged = found.missing.length > 0
    if (wasDamaged) await scripts.addIssuers(issuers.map(({ raw }) => raw))
    await index.change(canonicalName(chain.name), (placed) => withVersion(placed, thumbprint, issuers.map(thumbprintOf)))
    return { ...found.installed, wasDamaged }
  }

  async function damaged(chain: NamedChain): Promise<string[] | undefined> {
    const there = await withItsKey(chain)
    return there?.found.missing.map((thumbprint) => `intermediate certificate ${thumbprint}`)
  }

  async function keepKeysPrivate(name: string): Promise<OpenedKey | undefined> {
    const placed = (await index.read()).get(canonicalName(name))
    const opened: OpenedKey[] = []
    for (const [thumbprint, issuers] of Object.entries(placed?.versions ?? {})) {
      const found = await watch.assertRights(thumbprint, issuers)
      if (found) opened.push(found)
    }
    return opened.find(({ readable }) => readable) ?? opened[0]
  }

  async function stamp(name: string, thumbprint: Thumbprint): Promise<string | undefined> {
    const placed = (await index.read()).get(canonicalName(name))
    const issuers = placed?.current === thumbprint ? placed.versions[thumbprint] : undefined
    return issuers && watch.stamp(thumbprint, issuers)
  }

  async function makeCurrent(name: string, thumbprint: Thumbprint): Promise<void> {
    if (!(await find(name, thumbprint))?.hasKey) throw refuse(`the certificate ${thumbprint} is not in the store with its key`)
    await index.change(canonicalName(name), (placed) => ({ ...placed, current: thumbprint }))
  }

  async function current(name: string): Promise<Thumbprint | undefined> {
    const thumbprint = (await index.read()).get(canonicalName(name))?.current
    return thumbprint && (await find(name, thumbprint)) ? thumbprint : undefined
  }

  async function remove(name: string, thumbprint: Thumbprint): Promise<string[]> {
    if (!(await issuersOf(name, thumbprint))) return []
    const others = [...(await index.read())].filter(([other]) => other !== canonicalName(name))
    // Windows has it once, under however many names it was put there.
    if (!others.some(([, { versions }]) => Object.hasOwn(versions, thumbprint))) await scripts.remove(thumbprint)
    await index.change(canonicalName(name), (placed) => withoutVersion(placed, thumbprint))
    return []
  }

  return {
    kind: 'windows',
    place,
    holdsKeys: true,
    tpm,
    install: (bundle, hold) => inTurn(() => install(bundle, hold)),
    mend: (chain) => inTurn(() => mend(chain)),
    damaged: (chain) => reading(damaged(chain)),
    keepKeysPrivate: (name) => inTurn(() => keepKeysPrivate(name)),
    stamp: (name, thumbprint) => stamp(name, thumbprint).catch(() => undefined),
    find: (name, thumbprint) => reading(find(name, thumbprint)),
    read: (name, thumbprint) => reading(read(name, thumbprint)),
    sign: (name, thumbprint, data) => reading(sign(name, thumbprint, data)),
    load: (name, thumbprint) => reading(load(name, thumbprint)),
    makeCurrent: (name, thumbprint) => inTurn(() => makeCurrent(name, thumbprint)),
    current: (name) => reading(current(name)),
    remove: (name, thumbprint) => inTurn(() => remove(name, thumbprint)),
  }
}

function pemOf(der: string): string {
  return `${new X509Certificate(Buffer.from(der, 'base64')).toString().trim()}\n`
}
