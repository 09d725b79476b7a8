import { eventIdOf } from '@mylzip/shared/cloud-api/commands.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { withEventMeta } from '@orpc/server'
import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import { placeOfEventId } from './command-place.policy.ts'
import type { CommandStream, CommandsService } from './commands.service.ts'

export function commandRoutes(api: Api, commands: CommandsService) {
  return {
    stream: api.commands.stream.handler(async ({ context, lastEventId, signal }) =>
      asEvents(await commands.stream(deviceOf(context), placeOfEventId(lastEventId), signal)),
    ),
    wait: api.commands.wait.handler(({ context, input, signal }) =>
      commands.wait(deviceOf(context), { seq: input.after, log: input.log }, input.waitSeconds * second, signal),
    ),
    report: api.commands.report.handler(({ context, input: { operationId, ...report } }) =>
      commands.report(deviceOf(context), operationId, report),
    ),
  }
}

/** A function of its own: what waits for minutes holds the stream, and nothing of the request that began it. */
async function* asEvents(events: CommandStream): CommandStream {
  try {
    for (;;) {
      const { done, value } = await events.next()
      if (done) return withEventMeta(value, { retry: value.comeBackInMs })
      yield 'seq' in value ? withEventMeta(value, { id: eventIdOf(value) }) : value
    }
  } finally {
    await events.return({ comeBackInMs: 0 })
  }
}
