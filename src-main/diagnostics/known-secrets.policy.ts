import type { ProxyEnvironment } from '../system/network/proxy.policy.ts'

const proxies = /^(https?|all|ftp)_proxy$/i
/** Names of variables whose whole value is a secret. */
const secretVariables = /(KEY|TOKEN|SECRET|PASSWORD|PASSPHRASE)$/i

/** What this program was started with and must not tell: keys and tokens, and how it signs in at a proxy, in each spelling. */
export function secretsInEnvironment(environment: ProxyEnvironment): string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => {
    if (proxies.test(name)) return credentialsIn(value)
    return secretVariables.test(name) && value !== '' ? [value] : []
  })
}

function credentialsIn(proxy: string): string[] {
  const whole = proxy.includes('://') ? proxy : `http://${proxy}`
  if (!URL.canParse(whole)) return []
  const { username, password } = new URL(whole)
  const spellings = [username, password].flatMap((part) => [part, decoded(part)])
  const pair = [username, password].map(decoded).join(':')
  return [...spellings, ...(password === '' ? [] : [Buffer.from(pair).toString('base64')])]
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
