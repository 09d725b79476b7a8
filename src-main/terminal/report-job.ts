import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Agent } from '../agent.ts'
import type { Console } from './console.ts'
import { createProgress } from './progress.ts'
import { resultJson } from './result-json.ts'
import { summaryLines } from './summary.ts'

interface JobOptions {
  /** A person waits for it. */
  asked: boolean
  /** Renewals go on by themselves afterwards. */
  keepGoing: boolean
  practice: boolean
}

/** Does the main job and says how it goes: a line for each step, then what there is. Refuses as the job does. */
export async function reportJob(agent: Agent, { asked, keepGoing, practice }: JobOptions, console: Console): Promise<void> {
  const begun = performance.now()
  const leaving = new AbortController()
  const following = follow(agent, createProgress(console.say), leaving.signal)
  try {
    const { certificateId, runId } = await agent.mainJob({ asked, keepGoing })
    const seconds = (performance.now() - begun) / 1000
    const certificate = await agent.services.certificates.get(certificateId)
    const { device } = await agent.services.state.get()
    if (!device) throw new Refusal('NOT_ENROLLED')
    leaving.abort()
    await following
    for (const line of summaryLines({ certificate, device, seconds, practice })) console.say(line)
    console.result(resultJson(certificate, device, runId === undefined ? undefined : await agent.services.renewals.get(runId), seconds))
  } finally {
    leaving.abort()
  }
}

async function follow(agent: Agent, progress: ReturnType<typeof createProgress>, signal: AbortSignal): Promise<void> {
  for await (const event of agent.services.state.watch(signal)) progress(event)
}
