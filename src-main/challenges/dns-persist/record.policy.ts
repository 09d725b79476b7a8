import type { Instant } from '@mylzip/shared/domain/time.ts'

/** What a lasting record permits (draft-ietf-acme-dns-persist-01 §4). */
export interface Permission {
  issuer: string
  accountUrl: string
  wildcard: boolean
  /** After which the record counts no more. */
  until: Instant | undefined
}

/** Where the record lies; for a wildcard, at the name it stands below. */
export function persistName(name: string): string {
  return `_validation-persist.${name}`
}

/** The record's text, an issue-value of RFC 8659 §4.2. */
export function persistText({ issuer, accountUrl, wildcard, until }: Permission): string {
  const parameters = [`accounturi=${accountUrl}`, ...(wildcard ? ['policy=wildcard'] : [])]
  if (until !== undefined) parameters.push(`persistUntil=${Math.floor(until / 1000)}`)
  return [issuer, ...parameters].join('; ')
}

/** What a text permits; undefined for one that is something else, or that a CA must not take. */
export function readPersistText(text: string): Permission | undefined {
  const [issuer = '', ...parts] = text.split(';').map((part) => part.trim())
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(issuer)) return undefined
  const given = new Map<string, string>()
  for (const part of parts) {
    const [, tag = '', value = ''] = /^([a-z0-9-]+)\s*=\s*([!-:<-~]*)$/i.exec(part) ?? []
    // A parameter may come once, and a text with a piece that is none is no issue-value.
    if (tag === '' || given.has(tag.toLowerCase())) return undefined
    given.set(tag.toLowerCase(), value)
  }
  const accountUrl = given.get('accounturi')
  const until = given.get('persistuntil')
  if (!accountUrl || (until !== undefined && !/^\d{1,12}$/.test(until))) return undefined
  return {
    issuer: issuer.toLowerCase(),
    accountUrl,
    wildcard: given.get('policy')?.toLowerCase() === 'wildcard',
    until: until === undefined ? undefined : Number(until) * 1000,
  }
}

export interface NeededPermission {
  issuers: readonly string[]
  accountUrl: string
  wildcard: boolean
}

/** Whether the text lets this account prove the name now. One that permits wildcards permits the name itself too. */
export function permits(text: string, { issuers, accountUrl, wildcard }: NeededPermission, now: Instant): boolean {
  const found = readPersistText(text)
  if (!found || !issuers.includes(found.issuer) || found.accountUrl !== accountUrl) return false
  return (found.wildcard || !wildcard) && (found.until === undefined || found.until > now)
}
