import { userCodeLength, userCodeLetters } from '@mylzip/shared/cloud-api/device-authorization.ts'
import type { Random } from '../../plugins/random.port.ts'

/** The largest multiple of the alphabet's length that a byte can be below: what lies above would make some letters likelier. */
const fair = 256 - (256 % userCodeLetters.length)

/** Eight letters of twenty: 2.56 × 10^10, of which few are good at a time, and guesses are slowed down. */
export function newUserCode(random: Random): string {
  let code = ''
  while (code.length < userCodeLength) {
    for (const byte of random.bytes(2 * userCodeLength)) {
      if (byte < fair && code.length < userCodeLength) code += userCodeLetters.charAt(byte % userCodeLetters.length)
    }
  }
  return code
}

/** As people read it: `BCDF-GHJK`. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, userCodeLength / 2)}-${code.slice(userCodeLength / 2)}`
}

/** As it may have been typed in: small letters, with or without the hyphen. Undefined when it can be no code. */
export function typedUserCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '')
  return code.length === userCodeLength && [...code].every((letter) => userCodeLetters.includes(letter)) ? code : undefined
}
