import { request } from 'node:http'
import { readDoor } from './door-file.adapter.ts'

/**
 * Whether an agent listens at the folder's pipe, and has a word to say; what a killed one has left does not count. A frozen
 * one still takes connections, because the system does that for it: `silent` is who says nothing for so long (ms).
 */
export async function pipeAnswers(folder: string, patience: number): Promise<'yes' | 'no' | 'silent'> {
  const door = await readDoor(folder)
  if (!door) return 'no'
  return new Promise((resolve) => {
    // Asked without proof, so it is refused at once: that is word enough.
    const asked = request({ socketPath: door.path, path: '/', timeout: patience, agent: false })
    const answer = (how: 'yes' | 'no' | 'silent') => () => {
      resolve(how)
      asked.destroy()
    }
    asked.once('response', answer('yes')).once('timeout', answer('silent')).on('error', answer('no'))
    asked.end()
  })
}
