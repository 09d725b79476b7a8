import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'

/** A CAA record (RFC 8659 §4.1). */
export interface CaaRecord {
  flags: number
  tag: string
  value: string
}

/** The value of an issue or issuewild property (RFC 8659 §4.2), or undefined when it breaks the grammar: then it forbids all. */
export interface CaaIssue {
  /** Canonical; empty: nobody may issue. */
  issuer: string
  parameters: ReadonlyMap<string, string>
}

/** Who wants to issue, and how. */
export interface Issuer {
  /** `caaIdentities` of the directory’s meta (RFC 8555 §7.1.1). */
  identities: readonly string[]
  accountUrl: string | undefined
  /** RFC 8657 §4: ACME challenge types. Any of them will do. */
  methods: readonly string[]
}

/** `unsure`: a record binds issuance to an account or a way of proof, and which ones are used is not known yet. */
export type CaaJudgement = { allowed: true; by: string } | { allowed: false; reason: string } | { allowed: 'unsure'; reason: string }

const critical = 0x80
const understood = new Set(['issue', 'issuewild', 'iodef', 'issuemail', 'contactemail', 'contactphone', 'issuevmc'])

/** Where CAA records are looked for (RFC 8659 §3): the name, then its parents up to the top-level domain. A wildcard’s name is its parent. */
export function caaPlaces(name: string): string[] {
  const labels = canonicalName(name).replace(/^\*\./, '').split('.')
  return labels.map((_, from) => labels.slice(from).join('.'))
}

export function parseIssue(value: string): CaaIssue | undefined {
  const [issuer = '', ...rest] = value.split(';').map((part) => part.replace(/^[ \t]+|[ \t]+$/g, ''))
  if (issuer !== '' && !/^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i.test(issuer)) return undefined
  const parameters = new Map<string, string>()
  for (const part of rest) {
    if (part === '') continue
    const [, tag, text] = /^([a-z\d]+)[ \t]*=[ \t]*([\x21-\x3a\x3c-\x7e]*)$/i.exec(part) ?? []
    if (tag === undefined || text === undefined || parameters.has(tag.toLowerCase())) return undefined
    parameters.set(tag.toLowerCase(), text)
  }
  return { issuer: canonicalName(issuer), parameters }
}

/** Whether the record set nearest to the name lets this issuer issue (RFC 8659 §4, RFC 8657). */
export function judgeCaa(name: string, records: readonly CaaRecord[], issuer: Issuer): CaaJudgement {
  const unknown = records.find(({ flags, tag }) => (flags & critical) !== 0 && !understood.has(tag.toLowerCase()))
  if (unknown) return { allowed: false, reason: `it holds the critical property “${unknown.tag}”, which no authority understands` }
  const relevant = relevantRecords(name, records)
  if (relevant.length === 0) return { allowed: true, by: 'it restricts nobody' }
  const judgements = relevant.map((record) => judgeRecord(record, issuer))
  return (
    judgements.find(({ allowed }) => allowed === true) ??
    judgements.find(({ allowed }) => allowed === 'unsure') ??
    judgements.find((judgement) => !judgement.allowed && judgement.reason !== others) ?? {
      allowed: false,
      reason: `it names ${relevant.map(({ value }) => (value.trim() === ';' || value.trim() === '' ? 'nobody' : `“${value}”`)).join(', ')}`,
    }
  )
}

/** issuewild goes before issue for a wildcard, and says nothing of any other name (RFC 8659 §4.3). */
function relevantRecords(name: string, records: readonly CaaRecord[]): CaaRecord[] {
  const withTag = (wanted: string) => records.filter(({ tag }) => tag.toLowerCase() === wanted)
  const wild = name.startsWith('*.') ? withTag('issuewild') : []
  return wild.length > 0 ? wild : withTag('issue')
}

const others = 'others are named'

function judgeRecord({ tag, value }: CaaRecord, { identities, accountUrl, methods }: Issuer): CaaJudgement {
  const issue = parseIssue(value)
  if (!issue?.issuer || !identities.some((identity) => canonicalName(identity) === issue.issuer)) return { allowed: false, reason: others }
  const account = issue.parameters.get('accounturi')
  if (account !== undefined && accountUrl === undefined)
    return { allowed: 'unsure', reason: `it allows the account ${account} only, and there is no account here yet` }
  if (account !== undefined && account !== accountUrl)
    return { allowed: false, reason: `it allows the account ${account} only, and the one here is ${accountUrl}` }
  const allowed = issue.parameters.get('validationmethods')?.split(',')
  if (allowed && methods.length === 0) return { allowed: 'unsure', reason: `it allows proof by ${allowed.join(', ')} only` }
  if (allowed && !allowed.some((method) => methods.includes(method)))
    return { allowed: false, reason: `it allows proof by ${allowed.join(', ')} only, and here it is ${methods.join(', ')}` }
  return { allowed: true, by: `${tag} ${value}` }
}
