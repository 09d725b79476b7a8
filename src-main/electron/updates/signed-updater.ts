import { type AppUpdater, NsisUpdater } from 'electron-updater'
import { z } from 'zod'
import type { Expected } from '../../service/update/signature.adapter.ts'
import type { Log } from '../../system/log/log.port.ts'

/** What electron-builder has written beside the program. */
const BuildFacts = z.object({ publisherName: z.union([z.string().transform((name) => [name]), z.array(z.string())]).optional() })

type Surroundings = ConstructorParameters<typeof NsisUpdater>[1]

interface Needs {
  log: Log
  /** Why a file is not ours; undefined where it is. */
  distrusted(file: string, expected: Expected): Promise<string | undefined>
  /** Left out, Electron itself. */
  app?: Surroundings
}

/**
 * electron-updater's own for NSIS, with nothing done by itself. Its check of a signature lets through what it could not find out about,
 * and what was built without a publisher's name: here neither passes.
 */
export class SignedUpdater extends NsisUpdater {
  /** electron-updater's own reading of app-update.yml, which its types leave out. */
  declare protected readonly configOnDisk: { readonly value: Promise<unknown> }

  constructor({ app, distrusted, log }: Needs) {
    super(null, app)
    this.autoDownload = false
    this.autoInstallOnAppQuit = false
    // An installer that fetches the rest itself would be signed, and what it fetches would not.
    this.disableWebInstaller = true
    this.logger = quietly(log)
    this.verifyUpdateCodeSignature = async (publishers, file) => (await distrusted(file, { publishers })) ?? null
  }

  /** Who signs this program's installers, as it was built. */
  async publishers(): Promise<readonly string[]> {
    return BuildFacts.parse(await this.configOnDisk.value).publisherName ?? []
  }

  /** Undefined where nothing was fetched. */
  get fetchedInstaller(): string | undefined {
    return this.installerPath ?? undefined
  }

  /** What its channel's file says of what was fetched. */
  fetched(file: string): { file: string; sha512: string | undefined; size: number | undefined } {
    const sha512 = this.downloadedUpdateHelper?.downloadedFileInfo?.sha512
    const published = this.updateInfoAndProvider?.info.files ?? []
    return { file, sha512, size: published.find((one) => one.sha512 === sha512)?.size ?? undefined }
  }

  /** Forgets what was fetched, and removes it. */
  async discard(): Promise<void> {
    await this.downloadedUpdateHelper?.clear()
  }

  async begin(program: string, args: readonly string[]): Promise<void> {
    await this.spawnLog(program, [...args])
  }
}

/** It says much, and in many words: in the log only what went wrong, whose error is told by whoever asked. */
function quietly(log: Log): AppUpdater['logger'] {
  const nothing = () => undefined
  return { info: nothing, warn: (message) => log.warn('electron-updater', { message: String(message) }), error: nothing }
}
