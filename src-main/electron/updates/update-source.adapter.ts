import { access } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { installerArguments } from '../../service/update/installer-arguments.policy.ts'
import type { Expected } from '../../service/update/signature.adapter.ts'
import type { ElevatedCommands } from '../elevation/elevated-commands.ts'
import { plainNotes } from './release-notes.policy.ts'
import type { SignedUpdater } from './signed-updater.ts'
import type { Channel } from './update.policy.ts'
import { asUpdateRefusal, outlives } from './update-failure.policy.ts'
import type { UpdateSource } from './update-source.port.ts'

interface Needs {
  updater: SignedUpdater
  distrusted(file: string, expected: Expected): Promise<string | undefined>
  /** Whether the program is everybody's; and the way to an administrator's rights, where there is one. */
  isPerMachine: boolean
  elevated: Pick<ElevatedCommands, 'installUpdate'> | undefined
}

/** The names that electron-builder publishes them under: `latest.yml`, `beta.yml`. */
const published: Record<Channel, string> = { stable: 'latest', beta: 'beta' }

/** New versions as electron-builder publishes them, at the address that stands in app-update.yml. */
export function createUpdateSource({ distrusted, elevated, isPerMachine, updater }: Needs): UpdateSource {
  const installedBy = !isPerMachine ? 'person' : elevated ? 'administrator' : 'nobody'
  let offered: string | undefined

  return {
    publishers: () => updater.publishers().catch(() => []),
    installedBy,
    async look({ channel, mayGoBack }) {
      // In this order: whoever sets a channel there allows going back.
      updater.channel = published[channel]
      updater.allowDowngrade = mayGoBack
      try {
        const found = await updater.checkForUpdates()
        offered = found?.isUpdateAvailable ? found.updateInfo.version : undefined
        return found && offered !== undefined ? { version: offered, notes: plainNotes(found.updateInfo.releaseNotes) } : undefined
      } catch (error) {
        throw asUpdateRefusal(error, undefined)
      }
    },
    async fetch() {
      refuseForNobody()
      try {
        await updater.downloadUpdate()
      } catch (error) {
        const version = offered ?? ''
        if (error instanceof Error && 'code' in error && error.code === 'ERR_UPDATER_INVALID_SIGNATURE')
          throw new Refusal(
            'UPDATE_NOT_SIGNED',
            { version, reason: error.message.replace(/^.*application owner: /s, '') },
            { cause: error },
          )
        throw asUpdateRefusal(error, version)
      }
      await orDiscarded(assertOurs)
    },
    check: () => orDiscarded(async () => void (await assertOurs())),
    install: ({ isOlder, startsAgain }) =>
      orDiscarded(async () => {
        refuseForNobody()
        // It has lain where every program of this person may write, maybe for days.
        const installer = await assertOurs()
        // With an administrator's rights it would be theirs in the next moment: there it is looked at again, where only administrators write.
        if (isPerMachine) return elevated?.installUpdate({ ...updater.fetched(installer), version: offered ?? '', isOlder })
        try {
          await updater.begin(installer, installerArguments({ whose: 'person', startsAgain }))
        } catch (error) {
          const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
          throw new Refusal('UPDATE_NOT_BEGUN', { version: offered ?? '', reason }, { cause: error })
        }
      }),
  }

  function refuseForNobody(): void {
    if (installedBy === 'nobody') throw new Refusal('UPDATE_BY_ADMINISTRATOR', { version: offered ?? '' })
  }

  async function assertOurs(): Promise<string> {
    const version = offered ?? ''
    const installer = await fetchedInstaller()
    const reason = installer === undefined ? 'it is gone' : await distrusted(installer, { publishers: await updater.publishers(), version })
    if (installer === undefined || reason !== undefined) throw new Refusal('UPDATE_NOT_SIGNED', { version, reason: reason ?? '' })
    return installer
  }

  /** Undefined also where something has removed it, as programs do that look for malware. */
  async function fetchedInstaller(): Promise<string | undefined> {
    const file = updater.fetchedInstaller
    if (file === undefined) return undefined
    return access(file).then(
      () => file,
      () => undefined,
    )
  }

  /** What cannot be used is fetched anew next time. */
  async function orDiscarded(use: () => Promise<unknown>): Promise<void> {
    try {
      await use()
    } catch (error) {
      const refusal = asUpdateRefusal(error, offered)
      if (!outlives(refusal)) await updater.discard()
      throw refusal
    }
  }
}
