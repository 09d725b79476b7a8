/** What is wrong with a name, as far as it can be told without asking; the words stand in the texts. */
export type NameFault = 'characters' | 'dots' | 'hyphen' | 'long' | 'managed' | 'number' | 'one-part' | 'wildcard' | 'zone'

export interface TypedName {
  /** As it would be ordered; as it was typed where it cannot be. */
  name: string
  kind: 'address' | 'host' | 'wildcard'
  fault: NameFault | undefined
}

/** As the agent has it (src-main/certificates/certificate-names.policy.ts). */
export const mostNames = 100

/** The names in what was typed or pasted, each once, in their order. Of a web address its name is meant. */
export function readTypedNames(text: string): TypedName[] {
  const read = text
    .split(/[\s,;]+/)
    .map((part) => part.replace(/^https?:\/\//i, '').replace(/\/.*$/, ''))
    .filter((part) => part !== '')
    .map(readName)
  return read.filter(({ name }, index) => read.findIndex((other) => other.name === name) === index)
}

function readName(text: string): TypedName {
  const address = addressIn(text)
  if (address !== undefined) return { name: address, kind: 'address', fault: address.includes('%') ? 'zone' : undefined }
  const name = text.replace(/\.$/, '')
  const wildcard = name.startsWith('*.')
  const { host, fault } = readHost(wildcard ? name.slice(2) : name)
  return { name: wildcard ? `*.${host}` : host, kind: wildcard ? 'wildcard' : 'host', fault }
}

function addressIn(text: string): string | undefined {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(bare))
    return bare.split('.').every((part) => Number(part) < 256 && !/^0\d/.test(part)) ? bare : undefined
  if (!bare.includes(':')) return undefined
  if (bare.includes('%')) return bare
  return URL.parse(`http://[${bare}]/`)?.hostname.slice(1, -1)
}

/** RFC 1035 §2.3.1, RFC 5890: letters, digits and hyphens, or letters of other scripts, which are written as A-labels. */
function readHost(host: string): { host: string; fault: NameFault | undefined } {
  if (host.includes('*')) return { host, fault: 'wildcard' }
  if (host === '' || /[^\p{L}\p{N}\p{M}.\-。．｡]/u.test(host)) return { host, fault: 'characters' }
  if (/(^|\.)(\.|$)/.test(host)) return { host, fault: 'dots' }
  if (/(^|\.)(\d+|0x[\da-f]*)$/i.test(host)) return { host, fault: 'number' }
  const ascii = URL.parse(`http://${host}/`)?.hostname.replace(/\.$/, '')
  if (ascii === undefined) return { host, fault: 'characters' }
  return { host: ascii, fault: faultOf(ascii) }
}

function faultOf(ascii: string): NameFault | undefined {
  if (/(^|\.)(\d+|0x[\da-f]*)$/.test(ascii)) return 'number'
  const labels = ascii.split('.')
  if (ascii.length > 253 || labels.some((label) => label.length > 63)) return 'long'
  if (labels.includes('')) return 'dots'
  if (labels.some((label) => !/^[a-z0-9-]+$/.test(label))) return 'characters'
  if (labels.some((label) => /^-|-$/.test(label) || (/^..--/.test(label) && !label.startsWith('xn--')))) return 'hyphen'
  return labels.length < 2 ? 'one-part' : undefined
}
