import { randomBytes } from 'node:crypto'
import type { LoopbackDoor } from '../../../src-main/doors/doors.port.ts'
import { openLoopbackDoor } from '../../../src-main/doors/loopback/loopback-door.adapter.ts'
import { createRouter } from '../../../src-main/doors/router.ts'
import type { Script } from '../../../test/support/scripted-agent.ts'
import { scriptAgent } from '../../../test/support/scripted-agent.ts'
import { createSilentLog } from '../../../test/support/silent-log.ts'

/** The real loopback door with these pages, before an agent of fixed facts: what is measured is the page. */
export function openScriptedDoor(staticFolder: string, script: Script): Promise<LoopbackDoor> {
  const log = createSilentLog()
  const router = createRouter(scriptAgent(script).services, log, randomBytes)
  return openLoopbackDoor({ router, port: 0, staticFolder, clock: { now: Date.now }, random: randomBytes, log })
}
