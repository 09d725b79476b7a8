import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { installerArguments } from './installer-arguments.policy.ts'
import { plainNotes } from './release-notes.policy.ts'
import type { Expected } from './signature.adapter.ts'
import type { SignedUpdater } from './signed-updater.ts'
import type { Channel } from './update.policy.ts'
import { asUpdateRefusal } from './update-failure.policy.ts'
import type { UpdateSource } from './update-source.port.ts'

interface Needs {
  updater: SignedUpdater
  distrusted(file: string, expected: Expected): Promise<string | undefined>
  isPerMachine: boolean
}

/** The names that electron-builder publishes them under: `latest.yml`, `beta.yml`. */
const published: Record<Channel, string> = { stable: 'latest', beta: 'beta' }

/** New versions as electron-builder publishes them, at the address that stands in app-update.yml. */
export function createUpdateSource({ distrusted, isPerMachine, updater }: Needs): UpdateSource {
  let offered: string | undefined

  return {
    publishers: () => updater.publishers().catch(() => []),
    isForEverybody: isPerMachine,
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
      refuseForEverybody()
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
    install: ({ startsAgain }) =>
      orDiscarded(async () => {
        refuseForEverybody()
        // It has lain where every program of this person may write, maybe for days.
        const installer = await assertOurs()
        try {
          await updater.begin(installer, installerArguments({ startsAgain }))
        } catch (error) {
          const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
          throw new Refusal('UPDATE_NOT_BEGUN', { version: offered ?? '', reason }, { cause: error })
        }
      }),
  }

  /** The installer lies where the person's programs may write: with an administrator's rights it would be theirs in the next moment. */
  function refuseForEverybody(): void {
    if (isPerMachine) throw new Refusal('UPDATE_BY_ADMINISTRATOR', { version: offered ?? '' })
  }

  async function assertOurs(): Promise<string> {
    const version = offered ?? ''
    const installer = updater.fetchedInstaller
    const reason = installer === undefined ? 'it is gone' : await distrusted(installer, { publishers: await updater.publishers(), version })
    if (installer === undefined || reason !== undefined) throw new Refusal('UPDATE_NOT_SIGNED', { version, reason: reason ?? '' })
    return installer
  }

  /** What cannot be used is fetched anew next time. */
  async function orDiscarded(use: () => Promise<unknown>): Promise<void> {
    try {
      await use()
    } catch (error) {
      await updater.discard()
      throw isRefusal(error) ? error : asUpdateRefusal(error, offered)
    }
  }
}
