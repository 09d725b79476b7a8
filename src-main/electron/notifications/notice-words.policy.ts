import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import { standingWords } from '../attach/standing.policy.ts'
import type { Matter } from './matters.policy.ts'

/** What pressing the button of a notice does. */
export type NoticeAction = { do: 'open'; at: string } | { do: 'renew'; certificateId: string } | { do: 'start-service' } | { do: 'restart' }

export interface Notice {
  title: string
  body: string
  button: { label: string; action: NoticeAction } | undefined
  /** Where a click on the rest of it leads. */
  at: string
}

interface Around {
  writtenDay(at: number): string
  /** Whether this program can have Windows start the service. */
  mayStartService: boolean
}

/** Windows shows four lines of a notice, and the beginning of a long one. */
const mostLines = 4
const longestLine = 80

/** One notice for all that is to be told, the worst first. */
export function noticeOf([first, ...others]: readonly Matter[], around: Around): Notice | undefined {
  if (!first) return undefined
  const notice = single(first, around)
  if (others.length === 0) return notice
  const titles = [notice, ...others.map((matter) => single(matter, around))].map(({ title }) => title)
  return {
    title: `${titles.length} things to know`,
    body: firstOf(titles).join('\n'),
    button: { label: 'Open dashboard', action: { do: 'open', at: '#/overview' } },
    at: '#/overview',
  }
}

/** The first few by their titles; of the others there is only how many they are. */
function firstOf(titles: readonly string[]): string[] {
  const named = titles.length > mostLines ? titles.slice(0, mostLines - 1) : titles
  const others = titles.length - named.length
  const lines = named.map((title) => (title.length > longestLine ? `${title.slice(0, longestLine - 1)}…` : title))
  return others === 0 ? lines : [...lines, `and ${others} more`]
}

function single(matter: Matter, around: Around): Notice {
  const { certificate, kind, stamp = '', standing } = matter
  if (standing !== undefined)
    return {
      title: standingWords[standing].label,
      body: standingWords[standing].sentence,
      button:
        around.mayStartService && standing === 'stopped'
          ? { label: 'Start the service', action: { do: 'start-service' } }
          : { label: 'Open dashboard', action: { do: 'open', at: '#/overview' } },
      at: '#/overview',
    }
  if (kind === 'update')
    return {
      title: `Version ${stamp} is ready`,
      body: 'A restart installs it. A renewal that is going on ends first.',
      button: { label: 'Restart now', action: { do: 'restart' } },
      at: '#/settings',
    }
  if (kind === 'not-set-up' || certificate === undefined)
    return {
      title: 'This device is not set up yet',
      body: 'It has no certificate until somebody says whose it is. That takes a minute.',
      button: { label: 'Set it up', action: { do: 'open', at: '#/overview' } },
      at: '#/overview',
    }
  return ofCertificate(matter, certificate, around)
}

function ofCertificate({ kind }: Matter, certificate: NonNullable<Matter['certificate']>, { writtenDay }: Around): Notice {
  const { current, failure, id, names } = certificate
  const [name = ''] = names
  const end = current === null ? '' : writtenDay(fromTimestamp(current.notAfter))
  const at = `#/certificates/${id}`
  const button = { label: 'Try again now', action: { do: 'renew', certificateId: id } as const }
  // The failure's own sentence says why, and what can be done.
  const why = failure === null ? '' : `${failure.sentence} ${failure.nextStep}`
  if (kind === 'renewed') return { title: `${name} was renewed`, body: `It is safe until ${end}.`, button: undefined, at }
  if (kind === 'ending') return { title: `${name} is safe only until ${end}`, body: why || 'It was not renewed in time.', button, at }
  if (kind === 'failing') return { title: `${name} could not be renewed twice`, body: `It is safe until ${end}. ${why}`.trim(), button, at }
  return {
    title: `${name} is not protected`,
    body: why || 'Programs that use its certificate show a warning to those who connect.',
    button,
    at,
  }
}
