import type { RefusalCode } from './refusals.ts'

/** What was asked for cannot be done as it is written: whoever typed it must change it. */
const usage: ReadonlySet<string> = new Set<RefusalCode>([
  'OPTION_INVALID',
  'ARGUMENT_UNEXPECTED',
  'KEY_TYPE_UNKNOWN',
  'CA_ROOT_UNREADABLE',
  'DNS_KEY_UNREADABLE',
  'DIRECTORY_CANNOT_SEE_LOCAL_NAMES',
])

/** With what a program ends that was refused with this code: 2 for options that cannot be used, 1 for everything else. */
export function exitCodeOf(code: string): 1 | 2 {
  return usage.has(code) ? 2 : 1
}
