import { directoryNamed, knownAuthorities } from '@mylzip/shared/domain/authorities.policy.ts'
import { Argument, InvalidArgumentError } from 'commander'

/** An ACME directory’s address, or the name of a well-known one. */
export function directoryUrl(text: string): string {
  const url = directoryNamed(text)
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url
  throw new InvalidArgumentError(`It must be an https address, or one of ${knownAuthorities.map(({ name }) => name).join(', ')}.`)
}

export function authorityArgument(): Argument {
  return new Argument('<authority>', 'its ACME directory, or letsencrypt, zerossl, google, …').argParser(directoryUrl)
}

/** Collects an option that may be given several times, in their order. */
export function authorityUrl(text: string, before: string[] = []): string[] {
  return [...before, directoryUrl(text)]
}
