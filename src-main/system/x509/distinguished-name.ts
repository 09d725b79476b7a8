import { oneLine } from '../one-line.policy.ts'

/**
 * What a person calls an issuer, from Node's form of a distinguished name (one `type=value` a line): the common name,
 * with its organization when that says more. Undefined when it names nobody.
 */
export function commonName(name: string | undefined): string | undefined {
  const value = (type: string) => attribute(name, type)
  const [cn, organization] = [value('CN'), value('O') ?? value('OU')]
  const text = cn && organization && !cn.includes(organization) ? `${cn} (${organization})` : (cn ?? organization)
  return text ? oneLine(text) : undefined
}

/** The common name by itself. */
export function commonNameAlone(name: string | undefined): string | undefined {
  return attribute(name, 'CN')
}

function attribute(name: string | undefined, type: string): string | undefined {
  return name
    ?.split('\n')
    .find((line) => line.startsWith(`${type}=`))
    ?.slice(type.length + 1)
}
