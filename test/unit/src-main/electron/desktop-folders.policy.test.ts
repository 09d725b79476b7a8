import { join } from 'node:path'
import { expect, it } from 'vitest'
import { agentFolder } from '#main/cli/session/agent-folder.ts'
import { desktopFolders } from '#main/electron/desktop-folders.policy.ts'
import { defaultDataDirectory } from '#main/system/data-directory.policy.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

it('the program with a window keeps its data where the command line looks for it', async () => {
  const { path, remove } = await temporaryFolder()
  try {
    const env = { XDG_DATA_HOME: path, LOCALAPPDATA: path }
    const { agent } = desktopFolders(undefined, () => defaultDataDirectory(process.platform === 'win32' ? 'win32' : 'linux', env, path))
    expect(await agentFolder(undefined, { platform: process.platform === 'win32' ? 'win32' : 'linux', env })).toBe(agent)
  } finally {
    await remove()
  }
})

it('a folder that was given is the agent’s own, and the window’s lies beside it', () => {
  const never = () => expect.unreachable('nobody asks where it usually lies')
  expect(desktopFolders(join('/srv', 'agent'), never)).toEqual({ agent: join('/srv', 'agent'), window: join('/srv', 'window') })
})
