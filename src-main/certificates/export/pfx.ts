import { createHash, createHmac, createPrivateKey, X509Certificate } from 'node:crypto'
import type { KeyAndChain } from '../../stores/store.port.ts'
import { type Asn1, type Asn1Tools, loadAsn1 } from '../../system/asn1/asn1.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import { type Encrypting, encrypt, macHash, type PasswordCipher, rounds } from '../pkcs/encrypt.ts'
import { oids } from '../pkcs/oids.policy.ts'
import { keyUse, passwordBytes, pkcs12Key } from '../pkcs/pkcs12-key.ts'

export interface PfxRequest {
  bundle: KeyAndChain
  /** May be empty. */
  password: string
  cipher: PasswordCipher
  /** What Windows shows and Java calls the alias. */
  friendlyName: string
  random: RandomBytes
  /** Which of its providers Windows is to give the key to; without, the oldest one, whose keys cannot do what TLS 1.3 asks for. */
  keyProvider?: string
}

/** A PKCS#12 file (RFC 7292): the certificates encrypted, the key in a bag of its own, all under one checksum. DER. */
export async function makePfx({ bundle, password, cipher, friendlyName, keyProvider, random }: PfxRequest): Promise<Buffer> {
  const asn1 = await loadAsn1()
  const how: Encrypting = { asn1, random, cipher, password }
  const [leaf, ...issuers] = [bundle.certificatePem, ...bundle.chainPem].map((pem) => new X509Certificate(pem).raw)
  if (!leaf) throw new Error('a bundle has a certificate')
  const names = attributes(asn1, friendlyName, leaf)
  const keyNames = attributes(asn1, friendlyName, leaf, keyProvider)
  const bags = [certificateBag(asn1, leaf, names), ...issuers.map((issuer) => certificateBag(asn1, issuer))]
  const safes = [await encryptedSafe(how, asn1.sequence(...bags)), plainSafe(asn1, asn1.sequence(await keyBag(how, bundle, keyNames)))]
  const content = asn1.der(asn1.sequence(...safes))
  return asn1.der(asn1.sequence(asn1.integer(3), data(asn1, content), await macOf(how, content)))
}

function certificateBag(asn1: Asn1Tools, der: Uint8Array, names?: Asn1): Asn1 {
  const bag = asn1.sequence(asn1.oid(oids.x509Certificate), asn1.tagged(0, asn1.octets(der)))
  return asn1.sequence(asn1.oid(oids.certificateBag), asn1.tagged(0, bag), ...(names ? [names] : []))
}

async function keyBag(how: Encrypting, { privateKeyPem }: KeyAndChain, names: Asn1): Promise<Asn1> {
  const { asn1 } = how
  const key = createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'der' })
  const { algorithm, data: encrypted } = await encrypt(how, key)
  return asn1.sequence(asn1.oid(oids.shroudedKeyBag), asn1.tagged(0, asn1.sequence(algorithm, asn1.octets(encrypted))), names)
}

/** The name, and what tells programs which certificate the key belongs to. */
function attributes(asn1: Asn1Tools, friendlyName: string, leaf: Uint8Array, keyProvider?: string): Asn1 {
  const id = createHash('sha1').update(leaf).digest()
  return asn1.set(
    asn1.sequence(asn1.oid(oids.friendlyName), asn1.set(asn1.bmp(friendlyName.toWellFormed()))),
    asn1.sequence(asn1.oid(oids.localKeyId), asn1.set(asn1.octets(id))),
    ...(keyProvider === undefined ? [] : [asn1.sequence(asn1.oid(oids.keyProvider), asn1.set(asn1.bmp(keyProvider)))]),
  )
}

function data(asn1: Asn1Tools, content: Uint8Array): Asn1 {
  return asn1.sequence(asn1.oid(oids.data), asn1.tagged(0, asn1.octets(content)))
}

function plainSafe(asn1: Asn1Tools, bags: Asn1): Asn1 {
  return data(asn1, asn1.der(bags))
}

async function encryptedSafe(how: Encrypting, bags: Asn1): Promise<Asn1> {
  const { asn1 } = how
  const { algorithm, data: encrypted } = await encrypt(how, asn1.der(bags))
  const content = asn1.sequence(asn1.oid(oids.data), algorithm, asn1.implicit(0, encrypted))
  return asn1.sequence(asn1.oid(oids.encryptedData), asn1.tagged(0, asn1.sequence(asn1.integer(0), content)))
}

async function macOf({ asn1, cipher, password, random }: Encrypting, content: Buffer): Promise<Asn1> {
  const hash = macHash[cipher]
  const salt = random(16)
  const length = hash === 'sha1' ? 20 : 32
  const made = { hash, password: passwordBytes(password), salt, rounds: rounds[cipher], length, use: keyUse.mac }
  const digest = createHmac(hash, await pkcs12Key(made))
    .update(content)
    .digest()
  const algorithm = asn1.sequence(asn1.oid(hash === 'sha1' ? oids.sha1 : oids.sha256), asn1.nothing())
  return asn1.sequence(asn1.sequence(algorithm, asn1.octets(digest)), asn1.octets(salt), asn1.integer(made.rounds))
}
