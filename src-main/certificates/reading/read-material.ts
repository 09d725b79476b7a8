import { X509Certificate } from 'node:crypto'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Asn1, type Asn1Tools, loadAsn1 } from '../../system/asn1/asn1.ts'
import { oids } from '../pkcs/oids.policy.ts'
import { WrongPassword } from '../pkcs/password-cipher.ts'
import { type Material, noMaterial } from './material.ts'
import { type PemBlock, pemBlocks, pemText } from './pem.policy.ts'
import { openPfx } from './pfx.ts'
import { openEncryptedKey, openPlainKey, openTraditionalKey } from './private-key.ts'

/** Far more than any chain needs; more is not read at all. */
const mostBytes = 1024 * 1024

/**
 * Everything that files hold of keys and certificates: PEM with its blocks in any order, DER, PKCS#7, PKCS#8, PKCS#12.
 * Refuses with BUNDLE_UNREADABLE, BUNDLE_PASSWORD_NEEDED, BUNDLE_PASSWORD_WRONG, BUNDLE_CIPHER_UNSUPPORTED; malformed
 * bytes of any kind are refused, and nothing of them is in the refusal.
 */
export async function readMaterial(files: readonly Uint8Array[], password: string | undefined): Promise<Material> {
  const material = noMaterial()
  try {
    const asn1 = await loadAsn1()
    for (const file of files) {
      if (file.length > mostBytes) throw new Refusal('BUNDLE_UNREADABLE', { reason: 'it is larger than any certificate' })
      await readFile({ asn1, material, password }, file)
    }
  } catch (cause) {
    if (isRefusal(cause)) throw cause
    if (cause instanceof WrongPassword)
      throw new Refusal(password === undefined ? 'BUNDLE_PASSWORD_NEEDED' : 'BUNDLE_PASSWORD_WRONG', {}, { cause })
    throw new Refusal('BUNDLE_UNREADABLE', { reason: 'it is damaged, or of another kind' }, { cause })
  }
  return material
}

interface Reading {
  asn1: Asn1Tools
  material: Material
  password: string | undefined
}

async function readFile(reading: Reading, file: Uint8Array): Promise<void> {
  const text = pemText(file)
  if (text === undefined) return readDer(reading, file)
  const blocks = pemBlocks(text)
  if (blocks.length === 0) throw new Refusal('BUNDLE_UNREADABLE', { reason: 'a PEM block in it has no end' })
  for (const block of blocks) await readBlock(reading, block)
}

async function readBlock(reading: Reading, block: PemBlock): Promise<void> {
  const { keys, certificates } = reading.material
  switch (block.label) {
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
      certificates.push(new X509Certificate(block.der))
      return
    case 'PKCS7':
    case 'CMS':
      return readDer(reading, block.der)
    case 'PRIVATE KEY':
    case 'RSA PRIVATE KEY':
    case 'EC PRIVATE KEY':
      keys.push(block.cipher === undefined ? openPlainKey(block.text) : openTraditionalKey(block.text, block.cipher, reading.password))
      return
    case 'ENCRYPTED PRIVATE KEY':
      keys.push(await openEncryptedKey(reading.asn1, reading.asn1.parse(block.der), reading.password))
      return
    default:
    // Parameters, requests and revocation lists may lie beside them; they are not what is looked for.
  }
}

/** What DER is shows in its first members. */
async function readDer(reading: Reading, der: Uint8Array): Promise<void> {
  const { asn1, material, password } = reading
  const tree = asn1.parse(der)
  const members = asn1.children(tree)
  const [first, second] = members
  if (isOid(asn1, first, oids.signedData)) {
    material.certificates.push(...certificatesOfPkcs7(asn1, second))
    return
  }
  if (isInteger(first) && isContentInfo(asn1, second)) {
    const opened = await openPfx(asn1, members, password)
    material.keys.push(...opened.keys)
    material.certificates.push(...opened.certificates)
    material.friendlyName ??= opened.friendlyName
    return
  }
  if (isInteger(first)) material.keys.push(openPlainKey(Buffer.from(der)))
  else if (members.length === 2) material.keys.push(await openEncryptedKey(asn1, tree, password))
  else material.certificates.push(new X509Certificate(der))
}

/** RFC 2315 §9.1: what stands under the tag 0 of the signed data, and nothing else of it. */
function certificatesOfPkcs7(asn1: Asn1Tools, content: Asn1 | undefined): X509Certificate[] {
  const [signedData] = asn1.children(content)
  const certificates = asn1.children(signedData).find(({ tagClass, type }) => tagClass === contextSpecific && type === 0)
  return certificates ? asn1.children(certificates).map((certificate) => new X509Certificate(asn1.der(certificate))) : []
}

const contextSpecific = 0x80
const integer = 2
const objectIdentifier = 6

function isInteger(node: Asn1 | undefined): boolean {
  return node?.tagClass === 0 && node.type === integer
}

function isOid(asn1: Asn1Tools, node: Asn1 | undefined, oid: string): boolean {
  return node?.tagClass === 0 && node.type === objectIdentifier && asn1.readOid(node) === oid
}

/** PKCS#12's second member: its kind of content, then the content; a PKCS#8 key has an algorithm there. */
function isContentInfo(asn1: Asn1Tools, node: Asn1 | undefined): boolean {
  const kind = node && Array.isArray(node.value) ? node.value[0] : undefined
  return [oids.data, oids.signedData, oids.envelopedData].some((oid) => isOid(asn1, kind, oid))
}
