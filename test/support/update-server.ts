import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const fromUpdater = createRequire(join(root, 'node_modules/electron-updater/package.json'))
const fromBuilder = createRequire(join(root, 'node_modules/electron-builder/package.json'))

interface Published {
  version: string
  notes?: string
  /** What an installer holds, by the processor it is for. */
  installers: Partial<Record<'x64' | 'arm64', string>>
  channel?: string
  more?: object
}

/** As much of electron-builder as writes a channel's file, with what it asks its own packager. */
export async function publishUpdate(folder: string, { channel, installers, more, notes, version }: Published): Promise<void> {
  const { createUpdateInfoTasks, writeUpdateInfoFiles } = fromBuilder('app-builder-lib/out/publish/updateInfoBuilder') as {
    createUpdateInfoTasks(event: object, publish: object[]): Promise<object[]>
    writeUpdateInfoFiles(tasks: object[], packager: object): Promise<void>
  }
  const { Platform } = fromBuilder('app-builder-lib') as { Platform: { WINDOWS: object } }
  const { Arch } = fromBuilder('builder-util') as { Arch: Record<'x64' | 'arm64', number> }
  const packager = {
    info: { metadata: {}, repositoryInfo: Promise.resolve(null), emitArtifactCreated: async () => undefined },
    appInfo: { version },
    platform: Platform.WINDOWS,
    platformSpecificBuildOptions: {},
    config: { releaseInfo: { releaseNotes: notes, ...more }, generateUpdatesFilesForAllChannels: true },
    getResource: async () => null,
    emitArtifactCreated: async () => undefined,
  }
  await mkdir(folder, { recursive: true })
  const tasks: object[] = []
  for (const arch of ['x64', 'arm64'] as const) {
    const content = installers[arch]
    if (content === undefined) continue
    const file = join(folder, `MyL.Zip SSL Setup ${version} ${arch}.exe`)
    await writeFile(file, content)
    const publish = { provider: 'generic', url: 'https://updates.test/', ...(channel !== undefined && { channel }) }
    tasks.push(...(await createUpdateInfoTasks({ file, packager, arch: Arch[arch], target: { outDir: folder } }, [publish])))
  }
  await writeUpdateInfoFiles(tasks, packager)
}

/** Serves a folder on the loopback as any web server would, and remembers what it was asked for. */
export async function serveUpdates(folder: string) {
  const asked: string[] = []
  const changed = new Map<string, { status: number; body: string }>()
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://server').pathname.slice(1))
    asked.push(name)
    const instead = changed.get(name)
    if (instead) return void response.writeHead(instead.status).end(instead.body)
    readFile(join(folder, name)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** Answers something else for a file from now on. */
    change: (name: string, status: number, body: string) => void changed.set(name, { status, body }),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}

/**
 * What electron-updater is to take for its surroundings, by its own seams: Windows, and for each request Node's HTTP, out of
 * electron-builder, in Chromium's place.
 */
export function asUnderWindows(): object {
  const { NodeHttpExecutor } = fromBuilder('builder-util') as { NodeHttpExecutor: new () => { createRequest: unknown } }
  const { ElectronHttpExecutor } = fromUpdater('./out/electronHttpExecutor') as { ElectronHttpExecutor: new () => object }
  const { createRequest } = new NodeHttpExecutor()
  return { httpExecutor: Object.assign(new ElectronHttpExecutor(), { createRequest }), _testOnlyOptions: { platform: 'win32' } }
}
