import { join } from 'node:path'
import type { PracticeAddresses } from '#cloud/practice/stack.ts'
import { connectToAgent, type PipeConnection } from '#main/doors/pipe/pipe-client.ts'
import { agentArguments } from './practice-stack.ts'
import { type Product, startHeadless } from './product.ts'

export interface RunningAgent {
  /** Everything it can be asked, through its pipe. */
  client: PipeConnection['client']
  /** To its dashboard; opens once. */
  link: string
  /** As Ctrl-C does; answers the exit code. */
  stop(): ReturnType<typeof end>
  /** Without a word, as a power cut does. */
  kill(): ReturnType<typeof end>
}

/** The real agent in a process of its own, as far as its invitation to the dashboard: the main job is done. */
export async function startRunningAgent(stack: PracticeAddresses, folder: string, ...more: string[]): Promise<RunningAgent> {
  const product = startHeadless(agentArguments(stack, folder, '--no-browser', ...more))
  const [link] = await product.says(/http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/)
  const { client, close } = await connectToAgent(join(folder, 'agent'))
  const ending = (signal: NodeJS.Signals) => () => {
    close()
    return end(product, signal)
  }
  return { client, link, stop: ending('SIGINT'), kill: ending('SIGKILL') }
}

function end({ process, ended }: Product, signal: NodeJS.Signals) {
  process.kill(signal)
  return ended
}
