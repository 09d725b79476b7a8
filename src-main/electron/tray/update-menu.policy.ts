import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Channel, channels } from '../updates/update.policy.ts'
import { channelOf, readyVersion, type UpdateState } from '../updates/update-state.policy.ts'
import type { MenuEntry } from './menu-entry.ts'

export interface UpdateActions {
  lookForUpdates(): void
  restartToUpdate(): void
  showNews(): void
  showUpdateFailure(): void
  chooseChannel(channel: Channel): void
}

const channelWords: Record<Channel, string> = { stable: 'Stable', beta: 'Beta: earlier, and less proven' }

/** What the icon's menu says of updates, and offers. */
export function updateMenu(state: UpdateState, actions: UpdateActions): MenuEntry[] {
  const { rule } = state
  if (rule === undefined) return []
  if (rule.kind === 'off')
    return [
      { label: rule.because === 'organisation' ? 'Updated by your organisation' : 'This build does not update itself', enabled: false },
    ]
  return [...progressEntries(state, actions), channelEntry(state, actions, rule.isFixed)]
}

function progressEntries(state: UpdateState, actions: UpdateActions): MenuEntry[] {
  const { progress } = state
  const look = { label: 'Look for updates', click: actions.lookForUpdates }
  if (progress.kind === 'current') return [look]
  if (progress.kind === 'looking') return [{ label: 'Looking for updates …', enabled: false }]
  if (progress.kind === 'fetching') return [{ label: `Fetching version ${progress.version} …`, enabled: false }]
  const ready = readyVersion(state)
  if (progress.kind === 'failed') return [{ label: failureLabel(progress.refusal), click: actions.showUpdateFailure }, look]
  if (!ready) return [look]
  const news = { label: `What is new in ${ready.version} …`, click: actions.showNews }
  if (progress.kind === 'waiting') return [{ label: `Updates to ${ready.version} when the renewal has ended`, enabled: false }, news]
  if (progress.kind === 'installing') return [{ label: `Updating to ${ready.version} …`, enabled: false }]
  const verb = ready.isOlder ? 'go back' : 'update'
  const whyNot =
    progress.kind === 'ready' && progress.refused ? [{ label: 'Why it was not installed …', click: actions.showUpdateFailure }] : []
  return [{ label: `Restart to ${verb} to ${ready.version}`, click: actions.restartToUpdate }, ...whyNot, news]
}

/** That somebody else installs it is no failure. */
function failureLabel(refusal: Refusal): string {
  return isRefusal(refusal, 'UPDATE_BY_ADMINISTRATOR') ? `Version ${refusal.data.version} is there …` : 'Why the update failed …'
}

function channelEntry(state: UpdateState, actions: UpdateActions, isFixed: boolean): MenuEntry {
  return {
    label: isFixed ? 'Update channel (set by your organisation)' : 'Update channel',
    submenu: channels.map((channel) => ({
      label: channelWords[channel],
      type: 'radio',
      checked: channelOf(state) === channel,
      enabled: !isFixed,
      click: () => actions.chooseChannel(channel),
    })),
  }
}
