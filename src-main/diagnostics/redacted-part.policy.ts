import { redact } from '@mylzip/shared/domain/redaction.policy.ts'
import type { DiagnosticsPart } from '@mylzip/shared/operations/diagnostics.ts'

const hidden = '[redacted]'

/** Replaces secrets that are known by their text, whatever stands around them: they look like any other word. */
export type Hide = (text: string) => string

/** Shorter ones are words of every day: hiding them would tear everything else apart, and show where they stood. */
const shortestKnown = 6

export function hideKnown(secrets: readonly string[]): Hide {
  const known = [...new Set(secrets)].filter(({ length }) => length >= shortestKnown).sort((a, b) => b.length - a.length)
  return (text) => known.reduce((rest, secret) => rest.replaceAll(secret, hidden), text)
}

/** One part as it may be read by strangers: known secrets first, because what is cut off later no longer looks like one. */
export function redactedPart(value: unknown, hide: Hide): Pick<DiagnosticsPart, 'content' | 'redacted'> {
  const content = JSON.stringify(redact(hideWithin(value, hide)), undefined, 2) ?? 'null'
  return { content, redacted: count(content) }
}

/** Lines of the log. They were redacted when they were written; what an older version let through is found now. */
export function redactedLines(lines: readonly string[], hide: Hide): Pick<DiagnosticsPart, 'content' | 'redacted'> {
  const content = lines.map((line) => JSON.stringify(redact(hideWithin(parsed(line), hide)))).join('\n')
  return { content, redacted: count(content) }
}

/** What was cut off at the end, or is no log line at all, is a text. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return line
  }
}

function hideWithin(value: unknown, hide: Hide): unknown {
  if (typeof value === 'string') return hide(value)
  if (Array.isArray(value)) return value.map((item) => hideWithin(item, hide))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, fact]) => [hide(name), hideWithin(fact, hide)]))
}

const count = (text: string) => text.split(hidden).length - 1
