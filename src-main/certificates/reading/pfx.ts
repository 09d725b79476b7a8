import { createHmac, createPrivateKey, timingSafeEqual, X509Certificate } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Asn1, Asn1Tools } from '../../system/asn1/asn1.ts'
import { oids } from '../pkcs/oids.policy.ts'
import { decrypt, WrongPassword } from '../pkcs/password-cipher.ts'
import { keyUse, type Pkcs12Hash, passwordBytes, pkcs12Key } from '../pkcs/pkcs12-key.ts'
import { type Material, noMaterial } from './material.ts'
import { openEncryptedKey } from './private-key.ts'

const macHashes: Record<string, Pkcs12Hash> = {
  [oids.sha1]: 'sha1',
  [oids.sha256]: 'sha256',
  [oids.sha384]: 'sha384',
  [oids.sha512]: 'sha512',
}

/** Inside one another; no writer nests at all. */
const deepestBags = 4

/** The members of a PKCS#12 file (RFC 7292 §4): its keys, opened, and certificates. Throws WrongPassword. */
export async function openPfx(asn1: Asn1Tools, [, authSafe, mac]: Asn1[], password: string | undefined): Promise<Material> {
  const content = contentOf(asn1, authSafe)
  const opening = { asn1, material: noMaterial(), password: await passwordThatFits(asn1, content, mac, password) }
  for (const info of asn1.children(asn1.parse(content))) await readSafe(opening, info)
  return opening.material
}

interface Opening {
  asn1: Asn1Tools
  material: Material
  password: string | undefined
}

/** “No password” is written in two ways: as an empty one, and as none at all. Both are tried before it is called wrong. */
async function passwordThatFits(asn1: Asn1Tools, content: Buffer, mac: Asn1 | undefined, password: string | undefined) {
  if (!mac) return password
  for (const tried of password ? [password] : ['', undefined]) if (await hasMac(asn1, content, mac, tried)) return tried
  throw new WrongPassword('the checksum differs')
}

async function hasMac(asn1: Asn1Tools, content: Buffer, mac: Asn1, password: string | undefined): Promise<boolean> {
  const [digestInfo, salt, rounds] = asn1.children(mac)
  const [algorithm, digest] = asn1.children(digestInfo)
  const id = asn1.readOid(asn1.children(algorithm)[0])
  const hash = macHashes[id]
  if (!hash) throw new Refusal('BUNDLE_CIPHER_UNSUPPORTED', { cipher: id })
  const expected = asn1.bytes(digest)
  const made = { hash, password: passwordBytes(password), salt: asn1.bytes(salt), rounds: rounds ? asn1.readInteger(rounds) : 1 }
  const key = await pkcs12Key({ ...made, length: expected.length, use: keyUse.mac })
  const found = createHmac(hash, key).update(content).digest()
  return found.length === expected.length && timingSafeEqual(found, expected)
}

function contentOf(asn1: Asn1Tools, info: Asn1 | undefined): Buffer {
  const [kind, content] = asn1.children(info)
  if (asn1.readOid(kind) !== oids.data) throw new Refusal('BUNDLE_CIPHER_UNSUPPORTED', { cipher: 'a PKCS#12 file without a password' })
  return asn1.bytes(asn1.children(content)[0])
}

async function readSafe({ asn1, material, password }: Opening, info: Asn1): Promise<void> {
  const [kind, content] = asn1.children(info)
  const opening = { asn1, material, password }
  if (asn1.readOid(kind) !== oids.encryptedData) return readBags(opening, asn1.parse(contentOf(asn1, info)))
  const [, encrypted] = asn1.children(asn1.children(content)[0])
  const [, algorithm, data] = asn1.children(encrypted)
  return readBags(opening, asn1.parse(await decrypt(asn1, algorithm, asn1.bytes(data), password)))
}

async function readBags(opening: Opening, bags: Asn1, depth = 0): Promise<void> {
  const { asn1, material } = opening
  if (depth > deepestBags) throw new Error('the bags are nested too deep')
  for (const bag of asn1.children(bags)) {
    const [kind, content, attributes] = asn1.children(bag)
    const [value] = asn1.children(content)
    if (!value) throw new Error('a bag is empty')
    const id = asn1.readOid(kind)
    if (id === oids.keyBag) material.keys.push(createPrivateKey({ key: asn1.der(value), format: 'der', type: 'pkcs8' }))
    else if (id === oids.shroudedKeyBag) material.keys.push(await openEncryptedKey(asn1, value, opening.password))
    else if (id === oids.certificateBag) material.certificates.push(...certificateOf(asn1, value))
    else if (id === oids.safeContentsBag) await readBags(opening, value, depth + 1)
    if (id === oids.keyBag || id === oids.shroudedKeyBag) material.friendlyName ??= friendlyNameOf(asn1, attributes)
  }
}

/** Of the two kinds (RFC 7292 §4.2.3) only X.509 is a certificate here. */
function certificateOf(asn1: Asn1Tools, bag: Asn1): X509Certificate[] {
  const [kind, content] = asn1.children(bag)
  return asn1.readOid(kind) === oids.x509Certificate ? [new X509Certificate(asn1.bytes(asn1.children(content)[0]))] : []
}

function friendlyNameOf(asn1: Asn1Tools, attributes: Asn1 | undefined): string | undefined {
  for (const attribute of attributes ? asn1.children(attributes) : []) {
    const [kind, values] = asn1.children(attribute)
    if (asn1.readOid(kind) === oids.friendlyName) return asn1.readText(asn1.children(values)[0])
  }
  return undefined
}
