import { CommandOrder, type CommandReport } from '@mylzip/shared/cloud-api/commands.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Log } from '../system/log/log.port.ts'
import type { CommandRow } from './commands.repository.ts'

export type Progress = NonNullable<CommandReport['progress']>
export type Facts = NonNullable<CommandReport['result']>

export interface Outcome {
  state: 'succeeded' | 'failed'
  result?: Facts
  failure?: NonNullable<CommandReport['failure']>
}

type Kinds = { [Order in CommandOrder as Order['kind']]: Carrier<Order> }

/** Carries out one kind of command: may be called again after a crash, and does what is left. Refuses as the agent's services do. */
export type Carrier<Order> = (command: CommandRow, order: Order, progress: (progress: Progress) => void) => Promise<Facts>

interface Needs {
  carriers: Kinds
  log: Log
  /** True from the moment the agent stops: what is then torn away is neither a success nor a failure. */
  stopping(): boolean
}

/** Finds out what a command means, has it carried out, and answers how it ended. Never throws. */
export function createCarryOut({ carriers, log, stopping }: Needs) {
  return async (command: CommandRow, progress: (progress: Progress) => void): Promise<Outcome | undefined> => {
    try {
      return { state: 'succeeded', result: await carry(command, progress) }
    } catch (error) {
      if (stopping()) return undefined
      if (!isRefusal(error)) log.error('a command met a defect', { command: command.id, error })
      const { code, message } = isRefusal(error) ? error : new Refusal('DEFECT', { reference: `command ${command.id}` })
      return { state: 'failed', failure: { code, sentence: message } }
    }
  }

  async function carry(command: CommandRow, progress: (progress: Progress) => void): Promise<Facts> {
    const text: unknown = JSON.parse(command.command)
    const order = CommandOrder.safeParse(text)
    if (!order.success) throw new Refusal('COMMAND_UNKNOWN', { kind: kindOf(text) })
    switch (order.data.kind) {
      case 'renew':
        return carriers.renew(command, order.data, progress)
      case 'provision':
        return carriers.provision(command, order.data, progress)
      case 'revoke':
        return carriers.revoke(command, order.data, progress)
    }
  }
}

function kindOf(order: unknown): string {
  return typeof order === 'object' && order !== null && 'kind' in order ? String(order.kind) : 'unknown'
}
