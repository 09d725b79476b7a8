import { createPrivateKey } from 'node:crypto'
import { loadAsn1 } from '../../system/asn1/asn1.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import { encrypt } from '../pkcs/encrypt.ts'
import { pemOf } from './pem.policy.ts'

/** The key as EncryptedPrivateKeyInfo (RFC 5208 §6) in PEM, with AES-256. */
export async function encryptKeyPem(privateKeyPem: string, password: string, random: RandomBytes): Promise<string> {
  const asn1 = await loadAsn1()
  const plain = createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'der' })
  const { algorithm, data } = await encrypt({ asn1, random, cipher: 'aes-256', password }, plain)
  return pemOf('ENCRYPTED PRIVATE KEY', asn1.der(asn1.sequence(algorithm, asn1.octets(data))))
}
