import { InvalidArgumentError } from 'commander'

/** As Windows' tools write it: with spaces or colons, in either case, and with the mark that its certificate window puts before it. */
export function thumbprint(typed: string): string {
  const digits = typed.replace(/[\s:\u200e]/g, '').toUpperCase()
  if (!/^[0-9A-F]{40}$/.test(digits)) throw new InvalidArgumentError('A thumbprint has 40 hexadecimal digits.')
  return digits
}
