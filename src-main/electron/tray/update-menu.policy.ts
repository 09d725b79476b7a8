import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Channel, channels } from '../updates/update.policy.ts'
import { channelOf, readyVersion, type UpdateState } from '../updates/update-state.policy.ts'
import type { DesktopWords } from '../words/english.ts'
import type { MenuEntry } from './menu-entry.ts'

export interface UpdateActions {
  lookForUpdates(): void
  restartToUpdate(): void
  showNews(): void
  showUpdateFailure(): void
  chooseChannel(channel: Channel): void
}

type Words = DesktopWords['updates']

/** What the icon's menu says of updates, and offers. */
export function updateMenu({ updates: say }: Pick<DesktopWords, 'updates'>, state: UpdateState, actions: UpdateActions): MenuEntry[] {
  const { rule } = state
  if (rule === undefined) return []
  if (rule.kind === 'off') return [{ label: say.off[rule.because], enabled: false }]
  return [...progressEntries(say, state, actions), channelEntry(say, state, actions, rule.isFixed)]
}

function progressEntries(say: Words, state: UpdateState, actions: UpdateActions): MenuEntry[] {
  const { progress } = state
  const look = { label: say.look, click: actions.lookForUpdates }
  if (progress.kind === 'current') return [look]
  if (progress.kind === 'looking') return [{ label: say.looking, enabled: false }]
  if (progress.kind === 'fetching') return [{ label: say.fetching(progress.version), enabled: false }]
  const ready = readyVersion(state)
  if (progress.kind === 'failed') return [{ label: failureLabel(say, progress.refusal), click: actions.showUpdateFailure }, look]
  if (!ready) return [look]
  const news = { label: say.news(ready.version), click: actions.showNews }
  if (progress.kind === 'waiting') return [{ label: say.waiting(ready.version), enabled: false }, news]
  if (progress.kind === 'installing') return [{ label: say.installing(ready.version), enabled: false }]
  const label = ready.isOlder ? say.restartToGoBack(ready.version) : say.restartToUpdate(ready.version)
  const whyNot = progress.kind === 'ready' && progress.refused ? [{ label: say.whyNotInstalled, click: actions.showUpdateFailure }] : []
  return [{ label, click: actions.restartToUpdate }, ...whyNot, news]
}

/** That somebody else installs it is no failure. */
function failureLabel(say: Words, refusal: Refusal): string {
  return isRefusal(refusal, 'UPDATE_BY_ADMINISTRATOR') ? say.isThere(String(refusal.data.version)) : say.whyFailed
}

function channelEntry(say: Words, state: UpdateState, actions: UpdateActions, isFixed: boolean): MenuEntry {
  return {
    label: isFixed ? say.channelSet : say.channel,
    submenu: channels.map((channel) => ({
      label: say.channels[channel],
      type: 'radio',
      checked: channelOf(state) === channel,
      enabled: !isFixed,
      click: () => actions.chooseChannel(channel),
    })),
  }
}
