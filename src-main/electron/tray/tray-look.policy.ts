import { type Health, healthWords } from '@mylzip/shared/domain/health.policy.ts'
import { type Standing, standingWords } from '../attach/standing.policy.ts'
import { type DeviceFacts, deviceHealth } from './device-facts.policy.ts'

/** The icon's file; Electron finds the larger ones beside it (`@1.25x`, `@1.5x`, `@2x`) by itself. */
export function trayIconFile(health: Health, taskbar: 'light' | 'dark'): string {
  return `${health}-${taskbar}.png`
}

/** What is read out and shown over the icon: Windows cuts at 127 characters, so the word comes first. */
export function trayTooltip(facts: DeviceFacts, standing: Standing = 'no-service'): string {
  const word = lacksAgent(standing) ? standingWords[standing].label : healthWords[deviceHealth(facts)]
  return (facts.name === undefined ? `MyL.Zip SSL: ${word}` : `${word}: ${facts.name}`).slice(0, 127)
}

/** What the icon's shape says. What was known of a service that no longer answers counts for nothing. */
export function trayHealth(facts: DeviceFacts, standing: Standing): Health {
  return lacksAgent(standing) ? 'attention' : deviceHealth(facts)
}

/** Whether there is nobody just now who would know. */
function lacksAgent(standing: Standing): standing is 'stopped' | 'starting' | 'silent' | 'removed' {
  return standing !== 'attached' && standing !== 'no-service' && standing !== 'own'
}
