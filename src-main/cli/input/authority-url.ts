import { InvalidArgumentError } from 'commander'

/** Collects an option that may be given several times, in their order. */
export function authorityUrl(text: string, before: string[] = []): string[] {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) throw new InvalidArgumentError('It must be an https address.')
  return [...before, text]
}
