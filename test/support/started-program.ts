import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

type Listening = number | { address: string; port: number }

export interface StartedProgram {
  /** What it has printed so far. */
  output(): string
  stop(): Promise<void>
}

/** Starts a program and waits until it listens on all of `ports`, of 127.0.0.1 unless an address is given; fails with its output when it never does. */
export async function startProgram(file: string, args: string[], env: NodeJS.ProcessEnv, ports: Listening[]): Promise<StartedProgram> {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      output += error.message
      resolve()
    })
  })
  // A test run that is broken off leaves nothing running.
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
  }
  const ready = Promise.all(ports.map(listening)).then(() => true)
  const isReady = await Promise.race([ready, ended.then(() => false)]).catch(() => false)
  if (isReady) return { output: () => output, stop }
  await stop()
  throw new Error(`${file} did not come up:\n${output}`)
}

async function listening(where: Listening): Promise<void> {
  const { address, port } = typeof where === 'number' ? { address: '127.0.0.1', port: where } : where
  for (let tries = 0; tries < 500; tries += 1) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, address)
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (there) return
    await pause(20)
  }
  throw new Error(`nothing listens on port ${port}`)
}
