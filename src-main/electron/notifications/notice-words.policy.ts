import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { DesktopWords } from '../words/english.ts'
import { failureIn } from '../words/refused.policy.ts'
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
  words: DesktopWords
  writtenDay(at: number): string
  /** Whether this program can have Windows start the service. */
  mayStartService: boolean
  /** Whether Windows asks for an administrator before a new version is installed. */
  updateAsks: boolean
}

/** Windows shows four lines of a notice, and the beginning of a long one. */
const mostLines = 4
const longestLine = 80

/** One notice for all that is to be told, the worst first. */
export function noticeOf([first, ...others]: readonly Matter[], around: Around): Notice | undefined {
  if (!first) return undefined
  const { menu, notices } = around.words
  const notice = single(first, around)
  if (others.length === 0) return notice
  const titles = [notice, ...others.map((matter) => single(matter, around))].map(({ title }) => title)
  return {
    title: notices.several(titles.length),
    body: firstOf(titles, notices.others).join('\n'),
    button: { label: menu.openDashboard, action: { do: 'open', at: '#/overview' } },
    at: '#/overview',
  }
}

/** The first few by their titles; of the others there is only how many they are. */
function firstOf(titles: readonly string[], theOthers: DesktopWords['notices']['others']): string[] {
  const named = titles.length > mostLines ? titles.slice(0, mostLines - 1) : titles
  const others = titles.length - named.length
  const lines = named.map((title) => (title.length > longestLine ? `${title.slice(0, longestLine - 1)}…` : title))
  return others === 0 ? lines : [...lines, theOthers(others)]
}

function single(matter: Matter, around: Around): Notice {
  const { certificate, kind, stamp = '', standing } = matter
  const { menu, notices, standing: standings, updates } = around.words
  if (standing !== undefined)
    return {
      title: standings[standing].label,
      body: standings[standing].sentence,
      button:
        around.mayStartService && standing === 'stopped'
          ? { label: menu.startService, action: { do: 'start-service' } }
          : { label: menu.openDashboard, action: { do: 'open', at: '#/overview' } },
      at: '#/overview',
    }
  if (kind === 'update')
    return {
      title: notices.updateReady(stamp),
      body: around.updateAsks ? notices.updateReadyAsks : notices.updateReadyMeans,
      button: { label: updates.restartNow, action: { do: 'restart' } },
      at: '#/settings',
    }
  if (kind === 'not-set-up' || certificate === undefined)
    return {
      title: notices.notSetUp,
      body: notices.notSetUpMeans,
      button: { label: notices.setUp, action: { do: 'open', at: '#/overview' } },
      at: '#/overview',
    }
  return ofCertificate(matter, certificate, around)
}

function ofCertificate({ kind }: Matter, certificate: NonNullable<Matter['certificate']>, { words, writtenDay }: Around): Notice {
  const { current, failure, id, names } = certificate
  const { notices: say } = words
  const [name = ''] = names
  const end = current === null ? '' : writtenDay(fromTimestamp(current.notAfter))
  const at = `#/certificates/${id}`
  const button = { label: say.tryAgain, action: { do: 'renew', certificateId: id } as const }
  // The failure's own sentence says why, and what can be done.
  const { nextStep, sentence } = failure === null ? { nextStep: '', sentence: '' } : failureIn(words, failure)
  const why = `${sentence} ${nextStep}`.trim()
  if (kind === 'renewed') return { title: say.renewed(name), body: say.safeUntil(end), button: undefined, at }
  if (kind === 'ending') return { title: say.ending(name, end), body: why || say.endingMeans, button, at }
  if (kind === 'failing') return { title: say.failing(name), body: `${say.safeUntil(end)} ${why}`.trim(), button, at }
  return { title: say.notProtected(name), body: why || say.notProtectedMeans, button, at }
}
