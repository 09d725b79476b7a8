import { npmStart } from './npm-start.ts'
import { atMost, type Target } from './targets.ts'

/** `npm start -- --once --json` on a clone where nothing is installed and nothing built. */
export async function firstStart(clone: string, data: string): Promise<Target[]> {
  const { code, stdout, stderr, seconds } = await npmStart(clone, ['--data', data, '--once', '--json']).ended
  if (code !== 0) throw new Error(`the first start ended with ${code}:\n${stdout}\n${stderr.slice(-4000)}`)
  const result = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as { seconds: number; states: { verified: boolean } }
  if (!result.states.verified) throw new Error(`the certificate was not verified: ${stdout}`)
  return [
    atMost('first npm start on a clean clone, warm npm cache, s (at most)', seconds, 180),
    atMost('of which the main job, enrol to verified, the stack being up, s (at most)', result.seconds, 2),
  ]
}
