import type { RandomBytes } from '../../system/random.port.ts'

/** Without what looks alike, and nothing a command line or a form would read as something else. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'
const length = 24

/** For a file that lives for moments: 24 characters, about 139 bits. Bytes that would favour some letters are passed over. */
export function oneTimePassword(random: RandomBytes): string {
  const fair = letters.length * Math.floor(256 / letters.length)
  let password = ''
  while (password.length < length)
    for (const byte of random(length)) if (byte < fair && password.length < length) password += letters[byte % letters.length]
  return password
}
