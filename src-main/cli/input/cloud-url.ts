import { InvalidArgumentError } from 'commander'

/** A cloud’s address, without what would be put before each of its paths. */
export function cloudUrl(text: string): string {
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    throw new InvalidArgumentError('It must be an https address.')
  return url.href.replace(/\/$/, '')
}
