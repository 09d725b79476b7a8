import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createKeys } from '../../../src-main/acme/keys.adapter.ts'
import { type Command, run } from './command.ts'
import type { EngineSettings, Wish, Wished } from './engine-settings.ts'
import type { Ground } from './ground.ts'
import type { BenchKeyType } from './peers.ts'

export interface Engine {
  /** One certificate in a process of its own, as a command. */
  cold(name: string, keyType: BenchKeyType): Command
  /** Certificates in the process that stays. */
  wish(wish: Wish): Promise<Wished>
  stop(): Promise<void>
}

/** The engine in the built bundle (`file`), with an account; one process of it stays. */
export async function startEngine(file: string, ground: Ground): Promise<Engine> {
  const folder = join(ground.folder, 'engine')
  mkdirSync(folder, { recursive: true })
  const account: EngineSettings['account'] = { privateKeyPem: await createKeys().generate('p-256'), url: undefined }
  const settings: EngineSettings = {
    directoryUrl: ground.proxy.directoryUrl,
    rootPem: ground.proxy.rootPem,
    account,
    webRoot: ground.webRoot,
    folder,
  }
  const settingsFile = join(folder, 'settings.json')
  writeFileSync(settingsFile, JSON.stringify(settings))
  const cold: Engine['cold'] = (name, keyType) => ({ program: process.execPath, args: [file, settingsFile, name, keyType] })
  // Makes the account, and compiles once.
  await run(cold(ground.newName(), 'p-256'))
  await run(cold(ground.newName(), 'p-256'))
  const child = spawn(process.execPath, ['--expose-gc', file, settingsFile], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'close')
  return {
    cold,
    async wish(wish) {
      child.send(wish)
      const [answer] = await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('the engine has ended')))])
      return answer as Wished
    },
    async stop() {
      child.kill()
      await ended
    },
  }
}
