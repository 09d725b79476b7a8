import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PracticeAddresses } from '#cloud/practice/stack.ts'
import { type Agent, startAgent } from '#main/agent.ts'
import type { AgentOptions } from '#main/composition/agent-options.ts'
import { keepNewFilesPrivate } from '#main/system/files/private-files.ts'

/** The real agent inside the test's own process, in a folder, at a practice stack; as agentArguments() would start it. */
export function startAgentInProcess(stack: PracticeAddresses, folder: string, changes: Partial<AgentOptions> = {}): Promise<Agent> {
  keepNewFilesPrivate()
  return startAgent({
    folder: join(folder, 'agent'),
    mode: 'browser',
    version: '0.0.0',
    cloudUrl: stack.cloudUrl,
    directoryUrl: stack.directoryUrl,
    isDirectoryNamed: true,
    extraRootsPem: readFileSync(stack.caRootFile, 'utf8'),
    enrolmentToken: readFileSync(stack.enrolmentTokenFile, 'utf8').trim(),
    keyType: 'p-256',
    dns: undefined,
    practice: true,
    ...changes,
  })
}
