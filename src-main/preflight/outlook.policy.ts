import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import type { Outlook } from '@mylzip/shared/operations/preflight.ts'

/** What the findings come to. One that is about a single authority stops the order only where no other is left. */
export function outlookOf(findings: readonly Pick<Finding, 'id' | 'status'>[], directories: readonly string[]): Outlook {
  const failed = findings.filter(({ status }) => status === 'failed')
  const unusable = directories.filter((directory) => failed.some(({ id }) => isAbout(id, directory)))
  const general = failed.filter(({ id }) => !directories.some((directory) => isAbout(id, directory)))
  if (general.length > 0 || (directories.length > 0 && unusable.length === directories.length)) return 'blocked'
  return failed.length > 0 || findings.some(({ status }) => status === 'warning') ? 'doubtful' : 'clear'
}

function isAbout(id: string, directory: string): boolean {
  return id.endsWith(`:${directory}`)
}
