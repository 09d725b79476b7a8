import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Elevation } from '../elevation/elevation.port.ts'
import { installerArguments } from './installer-arguments.policy.ts'
import { plainNotes } from './release-notes.policy.ts'
import type { SignedUpdater } from './signed-updater.ts'
import type { Channel } from './update.policy.ts'
import { asUpdateRefusal } from './update-failure.policy.ts'
import type { UpdateSource } from './update-source.port.ts'

interface Needs {
  updater: SignedUpdater
  distrusted(file: string, publishers: readonly string[]): Promise<string | undefined>
  isPerMachine: boolean
  elevation: Elevation
}

/** The names that electron-builder publishes them under: `latest.yml`, `beta.yml`. */
const published: Record<Channel, string> = { stable: 'latest', beta: 'beta' }

/** New versions as electron-builder publishes them, at the address that stands in app-update.yml. */
export function createUpdateSource({ distrusted, elevation, isPerMachine, updater }: Needs): UpdateSource {
  let offered: string | undefined

  return {
    publishers: () => updater.publishers().catch(() => []),
    asksForRights: isPerMachine,
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
      const version = offered ?? ''
      try {
        await updater.downloadUpdate()
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ERR_UPDATER_INVALID_SIGNATURE')
          throw new Refusal(
            'UPDATE_NOT_SIGNED',
            { version, reason: error.message.replace(/^.*application owner: /s, '') },
            { cause: error },
          )
        throw asUpdateRefusal(error, version)
      }
      await assertOurs(version)
    },
    async install({ startsAgain }) {
      const version = offered ?? ''
      // It has lain where every program of this person may write, maybe for days.
      const installer = await assertOurs(version)
      const args = installerArguments({ isPerMachine, startsAgain })
      try {
        if (isPerMachine) await elevation.start({ program: installer, args })
        else await updater.begin(installer, args)
      } catch (error) {
        if (isRefusal(error, 'RIGHTS_NOT_GIVEN')) throw new Refusal('UPDATE_NOT_ALLOWED', { version }, { cause: error })
        if (isRefusal(error)) throw error
        const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
        throw new Refusal('UPDATE_NOT_BEGUN', { version, reason }, { cause: error })
      }
    },
  }

  async function assertOurs(version: string): Promise<string> {
    const installer = updater.fetchedInstaller
    const reason = installer === undefined ? 'it is gone' : await distrusted(installer, await updater.publishers())
    if (installer === undefined || reason !== undefined) throw new Refusal('UPDATE_NOT_SIGNED', { version, reason: reason ?? '' })
    return installer
  }
}
