import { oneLine } from '../../system/one-line.policy.ts'

export interface PossiblePage {
  /** What was asked. */
  url: string
  /** Whoever answered, after redirects. */
  answeredBy?: string | undefined
  status: number
  headers: Record<string, string | undefined>
  data: unknown
}

/**
 * What a person calls the page that answered in an authority's place, or undefined where none did. Sign-in pages of
 * guest networks redirect, or answer 200 or 511 (RFC 6585 §6) with HTML; so do filters that block an address. An
 * authority in trouble may send a page too: a 5xx or 429 is taken at its word.
 */
export function pageInPlace({ url, answeredBy = url, status, headers, data }: PossiblePage): string | undefined {
  const trouble = status === 429 || (status >= 500 && status !== 511)
  if (trouble) return undefined
  const redirect = status >= 300 && status < 400 ? URL.parse(headers.location ?? '', url)?.host : undefined
  if (!redirect && status !== 511 && !isHtml(headers['content-type'], data)) return undefined
  const host = redirect ?? URL.parse(answeredBy)?.host ?? ''
  const title = titleOf(data)
  return title ? `“${title}” (${host})` : host
}

function isHtml(contentType: string | undefined, data: unknown): boolean {
  if (/^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? '') && !isObject(data)) return true
  return typeof data === 'string' && /^\s*(<!doctype\s+html|<html|<head|<body)\b/i.test(data)
}

/** JSON that is called HTML is JSON all the same. */
function isObject(data: unknown): boolean {
  return typeof data === 'object' && data !== null
}

function titleOf(data: unknown): string | undefined {
  if (typeof data !== 'string') return undefined
  const [, title = ''] = /<title[^>]*>([^<]{1,400})/i.exec(data) ?? []
  return oneLine(title).slice(0, 80) || undefined
}
