import { type Health, healthWords } from '@mylzip/shared/domain/health.policy.ts'
import { type DeviceFacts, deviceHealth } from './device-facts.policy.ts'

/** The icon's file; Electron finds the larger ones beside it (`@1.25x`, `@1.5x`, `@2x`) by itself. */
export function trayIconFile(health: Health, taskbar: 'light' | 'dark'): string {
  return `${health}-${taskbar}.png`
}

/** What is read out and shown over the icon: Windows cuts at 127 characters, so the word comes first. */
export function trayTooltip(facts: DeviceFacts): string {
  const word = healthWords[deviceHealth(facts)]
  return (facts.name === undefined ? `MyL.Zip SSL: ${word}` : `${word}: ${facts.name}`).slice(0, 127)
}
