import { describeContract } from '../openapi.ts'
import type { AgentRouter } from '../router.ts'
import { createApiOverHttp } from './api-over-http.ts'
import { createProgramRoutes, type ProgramRoutes } from './program.routes.ts'

interface AnswerPrograms extends Pick<ProgramRoutes, 'failedTries' | 'gate' | 'port'> {
  router: AgentRouter
  description: { version: string; url: string }
}

/** The whole of what the door for programs answers. */
export function answerPrograms({ router, description, ...door }: AnswerPrograms) {
  let described: Promise<string> | undefined
  const describe = () => {
    described ??= describeContract(description).then((document) => JSON.stringify(document))
    return described
  }
  return createProgramRoutes({ ...door, answerApi: createApiOverHttp(router), describe })
}
