import { randomBytes } from 'node:crypto'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterEach, expect, vi } from 'vitest'
import { type Choices, usualChoices } from '#main/electron/choices/choices.policy.ts'
import type { DesktopAgent, DesktopOptions } from '#main/electron/desktop.port.ts'
import { runDesktop } from '#main/electron/desktop.ts'
import { type NoticeMemory, nothingTold } from '#main/electron/notifications/notice.policy.ts'
import { standingOfOwn } from '#main/electron/own-agent.ts'
import type { UpdateParts } from '#main/electron/updates/updates.service.ts'
import { type AgentDouble, createAgentDouble } from './agent-services.ts'
import { routerOf } from './doors.ts'
import { app, resetElectron } from './electron-double.ts'
import { createFakeTime } from './fake-time.ts'
import { createSilentLog } from './silent-log.ts'

interface Circumstances {
  args?: string[]
  agent?: AgentDouble
  mode?: DesktopAgent['mode']
  rendererFolder?: string
  refusal?: Refusal
  /** Until this has settled the agent is starting. */
  startsWhen?: Promise<void>
  stop?: () => Promise<void>
  isBusy?: () => Promise<boolean>
  /** In place of an agent of its own. */
  attached?: DesktopAgent
  standing?: Pick<DesktopAgent, 'followStanding' | 'lookAgain'>
  elevated?: DesktopOptions['elevated']
  updates?: UpdateParts
  /** Where it runs; a current Windows 11 without it. */
  system?: DesktopOptions['system']
  choices?: Partial<Choices>
  /** What was told before. */
  notices?: ReturnType<typeof rememberHere<NoticeMemory>>
}

/** Starts the desktop program as main.ts does, on Electron's double and with an agent of fixed facts. */
export async function startDesktop(given: Circumstances = {}) {
  const agent = given.agent ?? createAgentDouble()
  const log = createSilentLog()
  const asked = Promise.withResolvers<void>()
  const time = createFakeTime()
  const notices = given.notices ?? rememberHere<NoticeMemory>(nothingTold)
  const choices = rememberHere<Choices>({ ...usualChoices, startsAtLogin: true, ...given.choices })
  let starts = 0
  let stops = 0
  const running = runDesktop({
    args: given.args ?? [],
    windowDataFolder: '/person/mylzip-ssl/window',
    rendererFolder: given.rendererFolder ?? '/nowhere',
    preloadFile: '/program/preload.cjs',
    trayIconFolder: '/icons',
    askedToStop: asked.promise,
    elevated: given.elevated,
    timers: time.timers,
    clock: time.clock,
    random: randomBytes,
    system: given.system ?? { platform: 'win32', release: '10.0.26100' },
    memory: { choices, notices },
    updates: given.updates && (async () => given.updates as UpdateParts),
    async startAgent() {
      starts += 1
      await given.startsWhen
      if (given.refusal) throw given.refusal
      if (given.attached) return given.attached
      return {
        services: agent.services,
        router: routerOf(agent, log),
        mode: given.mode ?? 'user',
        log,
        ...(given.standing ?? standingOfOwn('no-service')),
        isBusy: given.isBusy ?? (async () => false),
        stop: async () => {
          stops += 1
          await given.stop?.()
        },
      }
    },
  })
  if (given.startsWhen === undefined) await running
  return { agent, log, time, choices, notices, starts: () => starts, stops: () => stops, askToStop: () => asked.resolve(), running }
}

/** Keeps a value as a file of the window's folder does. */
export function rememberHere<Value>(value: Value) {
  const kept = { value, read: async () => kept.value, write: async (next: Value) => void Object.assign(kept, { value: next }) }
  return kept
}

/** Ends what still runs first: what it says at its end belongs to no later test. */
export const resetAfterEach = () =>
  afterEach(async () => {
    if (app.listenerCount('before-quit') > 0 && !app.log.includes('gone')) {
      app.quit()
      await vi.waitFor(() => expect(app.log).toContain('gone'), { timeout: 10_000 })
    }
    resetElectron()
  })
