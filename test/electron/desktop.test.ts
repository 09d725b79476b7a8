import { afterEach, describe, test } from 'vitest'
import { desktopScenarios } from '../support/desktop-scenarios.ts'
import { missingElectron } from './electron-binary.ts'
import { type RealDesktop, realDesktop } from './real-desktop.ts'

const missing = missingElectron()

describe.skipIf(missing)(`real Electron in somebody’s hands${missing ? ` (${missing})` : ''}`, () => {
  let desktop: RealDesktop | undefined
  afterEach(async () => {
    await desktop?.close()
    desktop = undefined
  })

  for (const { run, title } of desktopScenarios)
    test(title, async () => {
      desktop = await realDesktop()
      await run(desktop)
    })
})
