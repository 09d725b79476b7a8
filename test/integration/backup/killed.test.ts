import { cpSync, existsSync, readdirSync, renameSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectBackup } from '#main/backup/inspect-backup.ts'
import { openAll } from '#main/backup/restore/reseal.ts'
import { restoreSteps } from '#main/backup/restore/restore-needs.ts'
import { decideSwitch, finishSwitch } from '#main/system/database/pending-switch.adapter.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { backupsOf, deviceName, enrolled, givenCertificate, passphrase, restoreInto } from '../../support/backup.ts'
import { runChild } from '../../support/child-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const child = fileURLToPath(new URL('./children/restore.ts', import.meta.url))
const backingUp = fileURLToPath(new URL('./children/create.ts', import.meta.url))

let root: Awaited<ReturnType<typeof temporaryFolder>>
let file: string
let restoredKey: string
let currentKey: string
let current: string
let restored: string

/** A folder with one device in it, and a backup of another: which of the two a folder holds afterwards is plain to see. */
beforeAll(async () => {
  root = await temporaryFolder()
  file = join(root.path, 'monday.mylzip-backup')
  const saved = join(root.path, 'saved')
  const agent = await openFoundations(saved)
  await enrolled(agent)
  await givenCertificate(agent, [deviceName])
  restoredKey = agent.deviceKey.publicKey.x
  await backupsOf(agent, saved)({ file, passphrase })
  await agent.close()
  current = join(root.path, 'current')
  const other = await openFoundations(current)
  await givenCertificate(other, ['mine.example'])
  currentKey = other.deviceKey.publicKey.x
  await other.close()
  restored = join(root.path, 'restored')
  cpSync(current, restored, { recursive: true })
  await restoreInto(restored, file)
})
afterAll(() => root.remove())

let copies = 0
function folderInUse(): string {
  copies += 1
  const folder = join(root.path, `copy-${copies}`)
  cpSync(current, folder, { recursive: true })
  return folder
}

/** What the next start finds: everything opens, and it is one of the two. Nothing half done is left. */
async function found(folder: string): Promise<'old' | 'new'> {
  const agent = await openFoundations(folder)
  try {
    expect(await openAll(agent.db, agent.secrets)).toBe(2)
    expect((await agent.audit.verify()).intact).toBe(true)
    expect(readdirSync(folder).filter((name) => name.startsWith('.') || name === 'restore.json')).toEqual([])
    const { x } = agent.deviceKey.publicKey
    expect([restoredKey, currentKey]).toContain(x)
    return x === restoredKey ? 'new' : 'old'
  } finally {
    await agent.close()
  }
}

describe('a restore that is killed', () => {
  it.each(restoreSteps)('when it is %s leaves the old state or the new one, and can be done again', async (step) => {
    const folder = folderInUse()
    const restoring = runChild(child, [folder, file, passphrase, step])
    for (let said = ''; said !== step; ) said = await restoring.line()
    await restoring.killHard()
    expect(await found(folder)).toBe(restoreSteps.indexOf(step) < restoreSteps.indexOf('decided') ? 'old' : 'new')
    await restoreInto(folder, file)
    expect(await found(folder)).toBe('new')
  })

  it('at moments nobody chose leaves the old state or the new one', async () => {
    const outcomes = new Set<string>()
    for (let round = 0; round < 6; round += 1) {
      const folder = folderInUse()
      const restoring = runChild(child, [folder, file, passphrase])
      for (let said = ''; said !== 'checked'; ) said = await restoring.line()
      await pause(2 * round)
      await restoring.killHard()
      outcomes.add(await found(folder))
    }
    expect([...outcomes].every((outcome) => outcome === 'old' || outcome === 'new')).toBe(true)
  })
})

describe('a backup that is killed', () => {
  it('leaves a whole file or none under its name, and the agent as it was', async () => {
    const folder = folderInUse()
    for (const moment of [0, 150, 300, 450, 600, 900]) {
      const target = join(folder, `${moment}.mylzip-backup`)
      const making = runChild(backingUp, [folder, target, passphrase])
      await making.line()
      await pause(moment)
      await making.killHard()
      if (existsSync(target)) expect((await inspectBackup({ file: target, passphrase })).certificates).toHaveLength(1)
      expect(await found(folder)).toBe('old')
    }
  })
})

describe('the switch itself', () => {
  const newNames = ['secrets.key', 'agent.db'] as const
  /** The renames it is made of, in order. */
  const moves = (folder: string): [string, string][] => {
    const [staged, aside] = [join(folder, '.restore-x'), join(folder, 'before-restore-x')]
    return newNames.flatMap((name): [string, string][] => [
      [join(folder, name), join(aside, name)],
      [join(staged, name), join(folder, name)],
    ])
  }

  it.each([0, 1, 2, 3, 4])('cut off after %i of its moves is finished by whoever opens the folder next', async (done) => {
    const folder = folderInUse()
    const staged = join(folder, '.restore-x')
    await mkdir(staged)
    for (const name of newNames) cpSync(join(restored, name), join(staged, name))
    await decideSwitch(folder, { staged: '.restore-x', aside: 'before-restore-x' })
    await mkdir(join(folder, 'before-restore-x'))
    for (const [from, to] of moves(folder).slice(0, done)) renameSync(from, to)
    expect(await found(folder)).toBe('new')
    expect(await found(join(folder, 'before-restore-x'))).toBe('old')
  })

  it('that was not decided is swept', async () => {
    const folder = folderInUse()
    await mkdir(join(folder, '.restore-x'))
    cpSync(join(restored, 'agent.db'), join(folder, '.restore-x', 'agent.db'))
    await finishSwitch(folder)
    expect(await found(folder)).toBe('old')
  })
})
