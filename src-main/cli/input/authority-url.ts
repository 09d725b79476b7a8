import { directoryNamed, knownAuthorities } from '@mylzip/shared/domain/authorities.policy.ts'
import { directoryObjection, directorySpelling } from '@mylzip/shared/domain/directory-address.policy.ts'
import { Argument, InvalidArgumentError } from 'commander'

/** An ACME directory’s address in the one spelling it is kept under, or the name of a well-known one. */
export function directoryUrl(text: string): string {
  const href = URL.parse(directoryNamed(text))?.href
  if (href === undefined || !/^https?:/.test(href))
    throw new InvalidArgumentError(`It must be an https address, or one of ${knownAuthorities.map(({ name }) => name).join(', ')}.`)
  const objection = directoryObjection(href)
  if (objection !== undefined) throw new InvalidArgumentError(`As the address of an authority ${objection}.`)
  return directorySpelling(href)
}

export function authorityArgument(): Argument {
  return new Argument('<authority>', 'its ACME directory, or letsencrypt, zerossl, google, …').argParser(directoryUrl)
}

/** Collects what may be given several times, each once, in their order. */
export function authorityUrl(text: string, before: string[] = []): string[] {
  return [...new Set([...before, directoryUrl(text)])]
}
