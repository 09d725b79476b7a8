import type { RefusalCode } from './refusals.ts'

/** With what the launcher, the agent and the command line end. Documented in docs/command-line.md; they never change. */
export const exitCodes = {
  done: 0,
  /** Refused, or tried and failed; the code says why. */
  failed: 1,
  /** What was typed cannot be done as it is written. */
  usage: 2,
  /** Nobody runs who could be asked, or nobody who answers, and the data folder cannot be worked on alone. */
  unreachable: 3,
  /** What `mylzip status --check` finds. */
  notProtected: 4,
  /** 128 + SIGINT, as shells say it. */
  interrupted: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** What was asked for cannot be done as it is written: whoever typed it must change it. */
const usage: ReadonlySet<string> = new Set<RefusalCode>([
  'OPTION_INVALID',
  'ARGUMENT_UNEXPECTED',
  'COMMAND_LINE_INVALID',
  'INPUT_INVALID',
  'INPUT_FILE_UNREADABLE',
  'PASSWORD_NEEDED',
  'PROXY_ADDRESS_UNREADABLE',
  'PROXY_PASSWORD_IN_ADDRESS',
  'PASSPHRASE_NEEDED',
  'HMAC_KEY_NEEDED',
  'ENROLMENT_TOKEN_NEEDED',
  'DNS_SERVER_KEY_NEEDED',
  'SECRET_EMPTY',
  'SECRET_NOT_TEXT',
  'NAME_INVALID',
  'NAMES_TOO_MANY',
  'PROFILE_TAKES_FEWER_NAMES',
  'CONFIRMATION_NEEDED',
  'KEY_TYPE_UNKNOWN',
  'CA_ROOT_UNREADABLE',
  'DNS_KEY_UNREADABLE',
  'DNS_UPDATE_ADDRESS_INVALID',
  'DIRECTORY_CANNOT_SEE_LOCAL_NAMES',
])

const unreachable: ReadonlySet<string> = new Set<RefusalCode>([
  'AGENT_NOT_RUNNING',
  'AGENT_SILENT',
  'PROGRAM_ENDED_MEANWHILE',
  'DATA_FOLDER_IN_USE',
  'DATA_FOLDER_UNREADABLE',
  'DATA_FOLDER_UNWRITABLE',
  'DATA_FOLDER_NOT_PRIVATE',
  'NOTHING_SET_UP',
])

const interrupted: ReadonlySet<string> = new Set<RefusalCode>(['COMMAND_INTERRUPTED', 'WAITING_INTERRUPTED', 'RUN_INTERRUPTED'])

const notProtected: ReadonlySet<string> = new Set<RefusalCode>(['NOT_PROTECTED'])

/** With what a program ends that was refused with this code. */
export function exitCodeOf(code: string): ExitCode {
  if (usage.has(code)) return exitCodes.usage
  if (unreachable.has(code)) return exitCodes.unreachable
  if (notProtected.has(code)) return exitCodes.notProtected
  return interrupted.has(code) ? exitCodes.interrupted : exitCodes.failed
}
