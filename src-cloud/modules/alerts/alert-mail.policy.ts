import type { AlertMatter } from '@mylzip/shared/domain/alert-matters.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'

export interface Missed {
  name: string
  matter: AlertMatter
  since: Instant
}

/** So many are named; a mail of a thousand lines is read by nobody. */
const named = 20

const words: Record<AlertMatter, (missed: Missed) => string> = {
  silent: ({ name, since }) => `${name}: nothing was heard of it since ${toTimestamp(since)}`,
  'not-renewed': ({ name, since }) => `${name}: a certificate should have been renewed by ${toTimestamp(since)} and was not`,
  cloned: ({ name, since }) => `${name}: another machine, a copy of it, was noticed at ${toTimestamp(since)}`,
}

/** One mail for all that are missed at one look. */
export function alertMail(whose: string, missed: readonly Missed[]): { subject: string; text: string } {
  const lines = missed.slice(0, named).map((one) => `- ${words[one.matter](one)}`)
  const more = missed.length > named ? [`- and ${missed.length - named} more`] : []
  const one = missed[0]?.matter === 'cloned' ? 'A device was copied' : 'A device is missed'
  const devices = missed.length === 1 ? one : `${missed.length} alerts of missed devices`
  return {
    subject: `${devices} (${whose})`,
    text: `${[...lines, ...more].join('\n')}

You are told once of each. An alert ends by itself when the device is back, or its copy asks no more; those that are open are listed in the
team’s alerts. A device that is gone for good can be released.

-- 
MyL.Zip SSL
`,
  }
}
