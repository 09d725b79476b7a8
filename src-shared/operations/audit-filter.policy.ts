import { type AuditAction, auditActions, auditTemplateText, codedFacts, codesSaid } from '../domain/audit-actions.ts'
import { actionsOf } from '../domain/audit-groups.ts'
import type { AuditFilter } from './audit.ts'
import type { Activity } from './values.ts'

/** Whether an entry is what somebody asks for: the agent says the same of its whole log (audit.repository). */
export function isWanted({ group, actor, from, to, words = '' }: AuditFilter, entry: Activity): boolean {
  const at = Date.parse(entry.at)
  if (group !== undefined && !actionsOf(group).some((action) => action === entry.action)) return false
  if (actor !== undefined && entry.actor !== actor) return false
  if (from !== undefined && at < Date.parse(from)) return false
  if (to !== undefined && at >= Date.parse(to)) return false
  return wordsIn(words).every((word) => says(entry, word))
}

/** More say no more, and each costs the agent a look at every entry. */
const mostWords = 8

export function wordsIn(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((word) => word !== ''))].slice(0, mostWords)
}

/** As SQLite compares: capitals of the Latin alphabet do not matter. */
export function holds(text: string, word: string): boolean {
  return lower(text).includes(lower(word))
}

export function actionsSaying(word: string): AuditAction[] {
  return auditActions.filter((action) => holds(auditTemplateText(action), word))
}

function says({ action, subject, detail }: Activity, word: string): boolean {
  if (holds(subject, word) || actionsSaying(word).some((saying) => saying === action)) return true
  return Object.entries(detail).some(([name, fact]) => {
    if (codedFacts.includes(name)) return codesSaid((words) => holds(words, word)).some((said) => said.name === name && said.code === fact)
    return (typeof fact === 'string' || typeof fact === 'number') && holds(String(fact), word)
  })
}

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
