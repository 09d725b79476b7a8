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
export function startRunningAgent(stack: PracticeAddresses, folder: string, ...more: string[]): Promise<RunningAgent> {
  return startWith(agentArguments(stack, folder, '--no-browser', ...more), folder)
}

/** The same without an enrolment token, as it is after it was installed by hand: it belongs to nobody, and waits for a person. */
export function startStrangersAgent(stack: PracticeAddresses, folder: string): Promise<RunningAgent> {
  const args = agentArguments(stack, folder, '--no-browser')
  args.splice(args.indexOf('--enrolment-token-file'), 2)
  return startWith(args, folder)
}

async function startWith(args: string[], folder: string): Promise<RunningAgent> {
  const product = startHeadless(args)
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
