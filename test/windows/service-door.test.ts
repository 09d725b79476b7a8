import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWindowsUsersWay } from '#main/doors/pipe/windows-users-way.adapter.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const missing = noPowerShell ?? (process.platform === 'win32' ? 'for elsewhere than Windows' : undefined)

/** Access lists are Windows' own: here the script is proven to come as far as asking for one, and to be told so by a code. */
describe.skipIf(missing)(`letting people up to a service's door, where there is no Windows${missing ? ` (${missing})` : ''}`, () => {
  let under: PowerShellUnderTest
  beforeAll(async () => {
    under = await powershellForTest()
  })
  afterAll(() => under?.remove())

  it('is refused by a code, with what the system says', async () => {
    const folder = await temporaryFolder()
    const way = createWindowsUsersWay(under.powershell)
    await expect(way.openFolder(`${folder.path}/door`)).rejects.toMatchObject({
      code: 'POWERSHELL_FAILED',
      data: { script: 'door/open-folder', reason: expect.stringMatching(/not supported on this platform/i) },
    })
    await folder.remove()
  })
})
