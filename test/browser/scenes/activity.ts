import { auditSentence } from '@mylzip/shared/domain/audit-actions.ts'
import { hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { name, sampleNow, sampleSnapshot } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const kinds: readonly Pick<Activity, 'action' | 'actor' | 'detail'>[] = [
  { action: 'certificate-verified', actor: 'agent', detail: { name } },
  { action: 'certificate-installed', actor: 'agent', detail: { store: 'directory' } },
  { action: 'certificate-issued', actor: 'agent', detail: { issuer: 'Practice Intermediate 1' } },
  { action: 'key-made', actor: 'agent', detail: {} },
  { action: 'run-started', actor: 'person', detail: { reason: 'asked' } },
  { action: 'command-received', actor: 'cloud', detail: { command: 'renew' } },
]

/** One every five hours, the newest an hour ago. */
const log: Activity[] = Array.from({ length: 240 }, (_, index) => {
  const { action, actor, detail } = kinds[index % kinds.length] ?? { action: '', actor: '', detail: {} }
  return {
    seq: 240 - index,
    at: toTimestamp(sampleNow - hour - index * 5 * hour),
    actor,
    action,
    subject: name,
    detail,
    sentence: auditSentence(action, name, detail),
  }
})

const snapshot = sampleSnapshot({ activity: log.slice(0, 20) })

export const activityScenes = {
  searched: { snapshot, log },
  empty: { snapshot: sampleSnapshot({ activity: [] }), log: [] },
} satisfies Record<string, Script>
