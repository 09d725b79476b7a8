import { Button } from '@fluentui/react-components'
import { fromTimestamp, hour } from '@mylzip/shared/domain/time.ts'
import type { LocalToken } from '@mylzip/shared/operations/tokens.ts'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useDates, useNow } from '../../../components/clock.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'

/** One token: whose it is, what it may do until when, and when it was used last. */
export function TokenRow({ token, revoke }: { token: LocalToken; revoke: () => void }) {
  const { expiresAt, label, lastUsedAt, level, revokedAt, shown, state } = token
  const dates = useDates()
  const now = useNow()
  const live = useAgentView().connection.phase === 'live'
  const say = texts.tokens
  const end = fromTimestamp(revokedAt ?? expiresAt)
  const when = state === 'good' ? dates.day(end, now) : dates.relative(end, now)
  function lastUse(): string {
    if (lastUsedAt === null) return say.unused(shown)
    const last = fromTimestamp(lastUsedAt)
    return now - last < hour ? say.usedLately(shown) : say.used(shown, dates.relative(last, now))
  }
  return (
    <SettingRow
      title={label}
      explanation={say.standing[state](level, when)}
      consequence={lastUse()}
      {...(state === 'good' && {
        control: () => (
          <Button disabledFocusable={!live} aria-label={say.revokeOne(label)} title={say.revokeOne(label)} onClick={revoke}>
            {say.revoke}
          </Button>
        ),
      })}
    />
  )
}
