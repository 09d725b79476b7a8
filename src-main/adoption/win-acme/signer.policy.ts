import { z } from 'zod'
import { keyFromJwk } from '../reading/account-key.policy.ts'
import { parseJson, strange } from '../reading/text.policy.ts'
import { anyCase } from './any-case.policy.ts'

const Signer = anyCase(z.object({ keytype: z.string(), keyexport: z.string() }))
const EllipticKey = anyCase(z.object({ hashsize: z.number(), d: z.string(), x: z.string(), y: z.string() }))

const curves: Record<number, string> = { 256: 'P-256', 384: 'P-384', 512: 'P-521' }

/**
 * The account's key as PKCS#8 PEM, from what win-acme keeps in Signer_v2: `{KeyType, KeyExport}`, where an EC key is
 * JSON of base64 and an RSA key is .NET's XML. From ACMESharp's ESJwsTool and RSJwsTool. Refuses with ADOPTION_FILE_STRANGE.
 */
export function keyFromSigner(text: string, file: string): string {
  const { keytype, keyexport } = parseJson(text, Signer, file)
  if (keytype.startsWith('ES')) return fromEllipticKey(keyexport, file)
  if (keytype.startsWith('RS')) return fromXml(keyexport, file)
  throw strange(file, 'its key is of a kind that win-acme does not make')
}

function fromEllipticKey(json: string, file: string): string {
  const { hashsize, d, x, y } = parseJson(json, EllipticKey, file)
  return keyFromJwk({ kty: 'EC', crv: curves[hashsize], d: urlSafe(d), x: urlSafe(x), y: urlSafe(y) }, file)
}

function fromXml(xml: string, file: string): string {
  const value = (tag: string) => urlSafe(new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '')
  const [n, e, p, q] = [value('Modulus'), value('Exponent'), value('P'), value('Q')]
  return keyFromJwk({ kty: 'RSA', n, e, p, q, dp: value('DP'), dq: value('DQ'), qi: value('InverseQ'), d: value('D') }, file)
}

function urlSafe(base64: string): string {
  return Buffer.from(base64, 'base64').toString('base64url')
}
