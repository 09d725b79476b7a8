import { looksOf } from './label-looks.policy.ts'

/** What programs look for by themselves below a domain: whoever bore it would be believed without being asked for. */
const sought = ['localhost', 'wpad', 'isatap', 'autodiscover', 'autoconfig', 'mta-sts', 'openpgpkey', 'broadcasthost', 'localdomain']

/** What people take for the service itself. */
const ours = ['www', 'api', 'app', 'admin', 'administrator', 'root', 'portal', 'cloud', 'dashboard', 'login', 'account', 'status', 'docs']

/** Where mail goes; some authorities prove a domain by mail to names like these. */
const mail = ['mail', 'email', 'smtp', 'imap', 'pop', 'pop3', 'mx', 'ssladmin', 'ssladministrator', 'sysadmin']

/** RFC 2142 §3 to §7. */
const roles = [
  'info',
  'marketing',
  'sales',
  'support',
  'abuse',
  'noc',
  'security',
  'postmaster',
  'hostmaster',
  'usenet',
  'news',
  'webmaster',
]
const services = ['uucp', 'ftp', 'list', 'list-request', 'trouble']

/** The product’s own names, and those it is known together with. */
const names = ['mylzip', 'myl', 'myl-zip-ssl', 'mylzip-ssl', 'letsencrypt', 'acme-challenge', 'delegated']

const words: readonly string[] = [...sought, ...ours, ...mail, ...roles, ...services, ...names]

/** Name servers, mail exchangers and the like are numbered. */
const numbered = /^(ns|dns|mx|mail|smtp|www)-?[0-9]*$/

export type ReservedLabel = { kind: 'exactly' } | { kind: 'alike'; word: string }

/** Whether a label is kept for the service itself (`more` are kept too), or looks like one that is. */
export function reservedLabel(label: string, more: Iterable<string> = []): ReservedLabel | undefined {
  const all = [...words, ...more]
  if (all.includes(label) || numbered.test(label)) return { kind: 'exactly' }
  const word = wordLike(label, all)
  if (word !== undefined) return { kind: 'alike', word }
  const server = looksOf(label).flatMap((look) => /^(ns|mx|mail|www)[li2-9]?$/.exec(look)?.[1] ?? [])[0]
  return server === undefined ? undefined : { kind: 'alike', word: `${server}1` }
}

/** The first of the words that the label may be taken for. */
export function wordLike(label: string, words: readonly string[]): string | undefined {
  const looks = looksOf(label)
  return words.find((word) => looksOf(word).some((look) => looks.includes(look)))
}
