/** The example of RFC 8037 (appendix A): everybody has it. */
const published = ['nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A']

/** 32 random bytes have fewer than 16 different ones once in more than 10^16 times; zeros and what was typed have few. */
const leastDifferent = 16

/** Whether 32 bytes, base64url, can hardly have been drawn: zeros, one byte again and again, counted, or known to everybody. */
export function weakKey(base64url: string): boolean {
  const bytes = [...Buffer.from(base64url, 'base64url')]
  if (bytes.length < 32 || published.includes(base64url) || new Set(bytes).size < leastDifferent) return true
  const [first = 0, second = 0] = bytes
  return bytes.every((byte, index) => byte === ((first + index * (second - first)) & 0xff))
}

const guessed =
  /^(postgres(ql)?|root|admin|administrator|cloud|mylzip|pass(word|wd)?|secret|test|example|redis|guest|default|qwerty|\d{1,8})\d*$/i

/** Whether anybody would try it first, or it was left as in the example. None at all is no weak one: the server may know its callers otherwise. */
export function weakPassword(encoded: string): boolean {
  if (encoded === '') return false
  const password = decodeURIComponent(encoded)
  return password.length < 8 || guessed.test(password) || /change[-_ ]?(me|this)/i.test(password)
}
