export const shortestPassword = 10

/** What everybody tries first, of those that are long enough. */
const common = [
  ...['1234567890', '0123456789', '0987654321', 'qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghij'],
  ...['password', 'passwort', 'letmein', 'welcome', 'administrator', 'iloveyou', 'sunshine', 'princess', 'football', 'changeme'],
]

/**
 * Why this must not be a password, in words, or undefined. Length counts, and what is easily thought of; no rule asks for
 * digits or signs (NIST SP 800-63B §3.1.1.2).
 */
export function passwordFault(password: string, { email, name }: { email: string; name: string }): string | undefined {
  const characters = [...password.normalize('NFC')]
  if (characters.length < shortestPassword) return `it must have at least ${shortestPassword} characters`
  if (new Set(characters).size < 5) return 'it repeats the same few characters'
  const plain = password.normalize('NFKC').toLowerCase()
  const own = [email, email.split('@')[0] ?? '', name, 'mylzip', 'myl.zip'].map((word) => word.toLowerCase())
  const known = [...own, ...common].find((word) => word.length >= 4 && plain.includes(word))
  // A few characters around a known word are tried as well.
  if (known !== undefined && plain.length - known.length < 6) return 'it is easily guessed'
  return undefined
}
