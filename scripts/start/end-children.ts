import type { ChildProcess } from 'node:child_process'

/** ms. Together under the 2 s within which everything has ended. */
const patience = { agent: 1200, practice: 500 }

/** Ends the agent, then the practice stack it may still be talking to. */
export async function endChildren(children: { agent?: ChildProcess | undefined; practice?: ChildProcess | undefined }): Promise<void> {
  if (children.agent) await endChild(children.agent, patience.agent)
  if (children.practice) await endChild(children.practice, patience.practice)
}

/** Closes the life line and waits; a child that has not ended by then (ms) is killed. Closing works on Windows too, where signals only kill. */
async function endChild(child: ChildProcess, within: number): Promise<void> {
  if (hasEnded(child)) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.connected) child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), within)
  await ended
  clearTimeout(timer)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}
