import { type Answer, notIt } from './answer.policy.ts'

const tls = 0x1
/** With CredSSP the TLS handshake comes first too; a server that wants it refuses who only offers TLS. */
const credSsp = 0x2

/**
 * An X.224 Connection Request with what security a client knows (MS-RDPBCGR § 2.2.1.1): a TPKT header, the request, and an RDP
 * Negotiation Request, whose numbers have their lowest byte first.
 */
export const rdpWords = Buffer.from([3, 0, 0, 19, 14, 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, tls | credSsp, 0, 0, 0])

/** RDP_NEG_FAILURE (MS-RDPBCGR § 2.2.1.2.2), as far as a client can meet them. */
const failures: Record<number, string> = {
  1: 'it wants another kind of TLS',
  2: 'it does not allow TLS',
  3: 'it has no certificate',
  5: 'it wants another kind of sign-in',
  6: 'it wants a certificate of its users',
}

/** Of an X.224 Connection Confirm (MS-RDPBCGR § 2.2.1.2). */
export function rdpAnswer(bytes: Buffer): Answer {
  if (bytes.length < 4) return bytes.length > 0 && bytes[0] !== 3 ? notIt('RDP') : 'more'
  const length = bytes.readUInt16BE(2)
  if (bytes[0] !== 3 || length < 11 || length > 19) return notIt('RDP')
  if (bytes.length < length) return 'more'
  if (bytes.length > length || bytes[4] !== length - 5 || bytes[5] !== 0xd0) return notIt('RDP')
  if (length === 11) return { fault: 'it knows only the security that RDP had before TLS' }
  if (length !== 19 || bytes.readUInt16LE(13) !== 8) return notIt('RDP')
  const number = bytes.readUInt32LE(15)
  if (bytes[11] === 3) return { fault: failures[number] ?? `it refuses TLS (${number})` }
  if (bytes[11] !== 2) return notIt('RDP')
  return number === tls || number === credSsp ? 'begin' : { fault: 'it knows only the security that RDP had before TLS' }
}
