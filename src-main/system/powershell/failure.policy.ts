import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { oneLine } from '../one-line.policy.ts'
import type { Thrown } from './command.policy.ts'

/** HRESULTs (winerror.h) as .NET writes them: signed. */
const full = new Set([0x80070070 | 0, 0x80070027 | 0])
const denied = new Set([0x80070005 | 0, 0x80090010 | 0, 0x80090020 | 0, 0x8009002d | 0])

/** What the exception of a script means to whoever asked for it. */
export function refusalOfThrown(script: string, { hresult, line, message, type }: Thrown): Refusal {
  const reason = oneLine(message)
  const cause = new Error(`${type} (0x${(hresult >>> 0).toString(16)}) in ${script}, line ${line}: ${reason}`)
  if (full.has(hresult)) return new Refusal('DISK_FULL', {}, { cause })
  if (type === 'PSSecurityException') return new Refusal('POWERSHELL_UNSIGNED', { script }, { cause })
  if (denied.has(hresult) || type === 'UnauthorizedAccessException' || type === 'SecurityException')
    return new Refusal('POWERSHELL_DENIED', { script, reason }, { cause })
  return new Refusal('POWERSHELL_FAILED', { script, reason }, { cause })
}

/** The same where not even the entry script was run. */
export function refusalOfStopped(script: string, type: string): Refusal {
  if (type === 'PSSecurityException') return new Refusal('POWERSHELL_UNSIGNED', { script })
  const reason = type === 'CommandNotFoundException' ? 'its file is missing' : `it could not be begun (${type})`
  return new Refusal('POWERSHELL_FAILED', { script, reason })
}
