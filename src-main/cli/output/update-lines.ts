import { sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { UpdateRecord } from '../../service/update/update-record.policy.ts'
import { momentOf } from './dates.policy.ts'

/** What build/installer.nsh ends with where the program is there and its service is not. */
const withoutService = 3

/** What became of the last update, for people. `failure`: what its installer has said of the service. */
export function updateLines(record: UpdateRecord, failure?: string): string[] {
  const when = momentOf(toTimestamp(record.at))
  if (record.kind === 'refused') return [`The last update was refused (${when}): ${sentenceOf(record.code, record.data)}`]
  const which = `The update from version ${record.from} to ${record.version}`
  if (record.kind === 'begun') return [`${which} began on ${when}, and has not ended yet.`]
  if (record.exitCode === 0) return [`${which} succeeded (${when}).`]
  if (record.exitCode === withoutService)
    return [
      `${which} installed the program, and not its service (${when})${failure === undefined ? '.' : ':'}`,
      ...(failure?.split(/\r?\n/) ?? []),
    ]
  return [
    `${which} failed (${when}): its installer ${record.reason ? `did not start, ${record.reason}` : `ended with ${record.exitCode}`}.`,
  ]
}
