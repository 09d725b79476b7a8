import { spawn } from 'node:child_process'

export interface Command {
  program: string
  args: string[]
  env?: NodeJS.ProcessEnv
}

/** Runs a program from spawn to end. Answers ms; fails with all it said when it does not succeed. */
export function run({ program, args, env = {} }: Command): Promise<number> {
  const began = performance.now()
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const keep = (chunk: Buffer) => {
    said += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - began)
      else reject(new Error(`${program} ended with ${code}:\n${said}`))
    })
  })
}
