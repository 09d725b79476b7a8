import type { KeyObject, X509Certificate } from 'node:crypto'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { commonName } from '../../system/x509/distinguished-name.ts'
import { issuersOf, leafOf, likeliestLeaf } from './bundle-order.policy.ts'
import { keyTypeOf } from './key-kind.policy.ts'
import { readMaterial } from './read-material.ts'

/** A certificate without its key. */
export interface ReadChain {
  /** PEM, ended by a line feed. */
  certificatePem: string
  /** From the leaf's issuer on, as far as the files lead. */
  chainPem: string[]
}

/** What belongs together: a key, its certificate and the issuers, in the order they are served. */
export interface ReadBundle extends ReadChain {
  /** PKCS#8 PEM. */
  privateKeyPem: string
  /** The kind of key a renewal would make. */
  keyType: KeyType
  friendlyName: string | undefined
}

/**
 * Finds key, certificate and chain in files of any form (see readMaterial), given in any order. An expired certificate
 * is one all the same. Refuses with BUNDLE_* and KEY_NOT_TAKEN.
 */
export async function readBundle(files: readonly Uint8Array[], password?: string): Promise<ReadBundle> {
  const { keys, certificates, friendlyName } = await readMaterial(files, password)
  if (certificates.length === 0) throw new Refusal('BUNDLE_NO_CERTIFICATE')
  if (keys.length === 0) throw new Refusal('BUNDLE_NO_KEY', { name: named(likeliestLeaf(certificates)) })
  for (const key of keys) {
    const leaf = leafOf(key, certificates)
    if (leaf) return bundleOf(key, leaf, certificates, friendlyName)
  }
  throw new Refusal('BUNDLE_KEY_MISMATCH', { name: named(likeliestLeaf(certificates)) })
}

/** As readBundle, for what has no key here: a certificate whose key lies elsewhere. A key beside it is not looked at. */
export async function readChain(files: readonly Uint8Array[], password?: string): Promise<ReadChain> {
  const { certificates } = await readMaterial(files, password)
  const leaf = likeliestLeaf(certificates)
  if (!leaf) throw new Refusal('BUNDLE_NO_CERTIFICATE')
  return chainOf(leaf, certificates)
}

function bundleOf(key: KeyObject, leaf: X509Certificate, all: readonly X509Certificate[], friendlyName: string | undefined): ReadBundle {
  const privateKeyPem = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { privateKeyPem, keyType: keyTypeOf(key), friendlyName, ...chainOf(leaf, all) }
}

function chainOf(leaf: X509Certificate, all: readonly X509Certificate[]): ReadChain {
  return { certificatePem: pem(leaf), chainPem: issuersOf(leaf, all).map(pem) }
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString().trim()}\n`
}

/** As a person knows it: its common name, or its first other name. */
function named(certificate: X509Certificate | undefined): string {
  return commonName(certificate?.subject) ?? certificate?.subjectAltName?.split(', ')[0]?.replace(/^DNS:/, '') ?? 'without a name'
}
