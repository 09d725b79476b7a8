import { createHash } from 'node:crypto'
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from '@peculiar/x509'
import type { TestPractice } from './practice.ts'
import { type AcmeSigner, keyAuthorization, type RawAcmeClient, type Reply } from './raw-acme-client.ts'

export function identifiers(...names: string[]) {
  return names.map((value) => ({ type: 'dns', value }))
}

/** What a test of a refusal looks at: the error without its urn, and the status. */
export function problemOf({ body, status }: Reply) {
  return { type: String(body.type).split(':').at(-1), status }
}

export interface CsrOrder {
  names: string[]
  commonName?: string
  keys?: CryptoKeyPair
}

export function certificateKeys(kind: 'P-256' | 'P-384' | 'RSA-2048' | 'RSA-1024' = 'P-256'): Promise<CryptoKeyPair> {
  const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) }
  const algorithm = kind.startsWith('RSA')
    ? { ...rsa, modulusLength: Number(kind.slice(4)) }
    : { name: 'ECDSA', namedCurve: kind, hash: 'SHA-256' }
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>
}

/** base64url of DER, as finalize takes it. */
export async function csrFor({ names, commonName, keys }: CsrOrder): Promise<string> {
  const csr = await Pkcs10CertificateRequestGenerator.create({
    name: commonName === undefined ? '' : `CN=${commonName}`,
    keys: keys ?? (await certificateKeys()),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value })))],
  })
  return Buffer.from(csr.rawData).toString('base64url')
}

/** Publishes what dns-01 asks for at the test's DNS server. */
export async function publishProof(practice: TestPractice, signer: AcmeSigner, name: string, token: string): Promise<void> {
  const value = createHash('sha256')
    .update(await keyAuthorization(token, signer))
    .digest('base64url')
  const owner = `_acme-challenge.${name}`
  practice.txt.records.set(owner, [...(practice.txt.records.get(owner) ?? []), value])
}

export interface AuthorizationBody {
  status: string
  identifier: { value: string }
  challenges: { type: string; url: string; token: string; status: string; error?: { type: string; detail: string } }[]
}

export function challengeOf(authorization: AuthorizationBody, type: string) {
  const challenge = authorization.challenges.find((it) => it.type === type)
  if (!challenge) throw new Error(`no ${type} is offered`)
  return challenge
}

/** Proves every name of the order over dns-01 and answers the order as it is then. */
export async function proveAll(practice: TestPractice, client: RawAcmeClient, signer: AcmeSigner, order: Reply): Promise<Reply> {
  for (const url of order.body.authorizations as string[]) {
    const authorization: AuthorizationBody = (await client.post(url, undefined, signer)).body
    const challenge = challengeOf(authorization, 'dns-01')
    await publishProof(practice, signer, authorization.identifier.value, challenge.token)
    await client.post(challenge.url, {}, signer)
    await client.post(url, undefined, signer)
  }
  return client.post(String(order.headers.location), undefined, signer)
}

export interface Obtained {
  order: Reply
  /** PEM, leaf first. */
  chain: string
  keys: CryptoKeyPair
}

/** From newOrder to the chain. */
export async function obtain(
  practice: TestPractice,
  client: RawAcmeClient,
  signer: AcmeSigner,
  { names, ...order }: { names: string[]; profile?: string; replaces?: string },
  keys?: CryptoKeyPair,
): Promise<Obtained> {
  const made = await client.post(client.at('newOrder'), { identifiers: identifiers(...names), ...order }, signer)
  if (made.status !== 201) throw new Error(`newOrder: ${made.text}`)
  const ready = await proveAll(practice, client, signer, made)
  const own = keys ?? (await certificateKeys())
  const final = await client.post(ready.body.finalize, { csr: await csrFor({ names, keys: own }) }, signer)
  if (final.body.status !== 'valid') throw new Error(`finalize: ${final.text}`)
  const { text } = await client.post(final.body.certificate, undefined, signer)
  return { order: final, chain: text, keys: own }
}
