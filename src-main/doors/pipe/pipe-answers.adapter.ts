import { connect } from 'node:net'
import { readDoor } from './door-file.adapter.ts'

/** Whether an agent listens at the folder's pipe; what a killed one has left does not count. Nothing is asked of it. */
export async function pipeAnswers(folder: string): Promise<boolean> {
  const door = await readDoor(folder)
  if (!door) return false
  return new Promise((resolve) => {
    const socket = connect(door.path)
    const answer = (there: boolean) => () => {
      socket.destroy()
      resolve(there)
    }
    socket.once('connect', answer(true)).once('error', answer(false))
  })
}
