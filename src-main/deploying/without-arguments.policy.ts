import type { Target } from '@mylzip/shared/operations/targets.ts'

/** For who may look and no more: a script's arguments may hold a password, so only their number is told. */
export function withoutArguments(target: Target): Target {
  const { settings } = target
  if (settings.kind !== 'script') return target
  return { ...target, settings: { ...settings, arguments: [] }, hiddenArguments: settings.arguments.length }
}
