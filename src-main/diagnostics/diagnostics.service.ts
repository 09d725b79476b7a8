import { isRefusal, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import {
  type Diagnostics,
  type DiagnosticsPart,
  type DiagnosticsPartName,
  type DiagnosticsQuestion,
  diagnosticsParts,
} from '@mylzip/shared/operations/diagnostics.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import { type Hide, hideKnown, redactedLines, redactedPart } from './redacted-part.policy.ts'

/** Where each part comes from. Any may fail: the others are told all the same, for support is asked when things are broken. */
export type DiagnosticsSources = Readonly<Record<Exclude<DiagnosticsPartName, 'log'>, () => Promise<unknown>>> & {
  /** Lines, the oldest first. */
  log(): Promise<readonly string[]>
}

export interface DiagnosticsNeeds {
  clock: Clock
  version: string
  sources: DiagnosticsSources
  /** Secrets by their own text, which nobody could tell by their look. */
  knownSecrets(): Promise<readonly string[]>
  log: Log
}

/** Gathers what support needs to know, redacted. Keeps nothing. */
export function createDiagnostics({ clock, version, sources, knownSecrets, log }: DiagnosticsNeeds) {
  async function partOf(part: DiagnosticsPartName, hide: Hide): Promise<DiagnosticsPart> {
    try {
      const told = part === 'log' ? redactedLines(await sources.log(), hide) : redactedPart(await sources[part](), hide)
      return { part, ...told, missing: null }
    } catch (error) {
      if (!isRefusal(error)) log.warn('a part of the diagnostics could not be gathered', { part, error })
      const missing = isRefusal(error) ? sentenceOf(error.code, error.data) : 'It could not be read.'
      return { part, content: '', redacted: 0, missing: JSON.parse(redactedPart(missing, hide).content) }
    }
  }

  return {
    async create({ doctor }: DiagnosticsQuestion): Promise<Diagnostics> {
      const at = clock.now()
      const hide = hideKnown(await knownSecrets())
      const leftOut = (part: DiagnosticsPartName) => part === 'doctor' && !doctor
      const parts = diagnosticsParts.map((part) =>
        leftOut(part) ? { part, content: '', redacted: 0, missing: 'It was not asked for.' } : partOf(part, hide),
      )
      return { madeAt: toTimestamp(at), version, fileName: fileName(at), parts: await Promise.all(parts) }
    },
  }
}

/** `mylzip-diagnostics-2026-11-21-0905.txt`, in UTC. */
function fileName(at: Instant): string {
  const [, day = '', hours = '', minutes = ''] = /^([\d-]+)T(\d\d):(\d\d)/.exec(toTimestamp(at)) ?? []
  return `mylzip-diagnostics-${day}-${hours}${minutes}.txt`
}
