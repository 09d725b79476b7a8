import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Diagnostics, type DiagnosticsQuestion, diagnosticsParts } from '@mylzip/shared/operations/diagnostics.ts'
import { createDiagnostics, type DiagnosticsSources } from '../diagnostics/diagnostics.service.ts'
import { secretsInEnvironment } from '../diagnostics/known-secrets.policy.ts'
import { logTail } from '../diagnostics/log-tail.adapter.ts'
import { doorSecrets } from '../doors/pipe/door-file.adapter.ts'
import { systemClock } from '../system/clock.adapter.ts'
import { createFileLog } from '../system/log/file-log.adapter.ts'
import { machineTold } from './diagnostics-parts.ts'
import { examineRefusedAgent, type RefusedAgent } from './refused-doctor.ts'

/** What support can be told of an agent that does not open: why, what the doctor sees all the same, and the log. */
export async function diagnosticsOfRefusedAgent(
  { folder, version, refusal }: Omit<RefusedAgent, 'question'>,
  question: DiagnosticsQuestion,
): Promise<Diagnostics> {
  const log = createFileLog({ folder: join(folder, 'log'), clock: systemClock })
  const unread = () => Promise.reject(new Refusal(refusal.code, refusal.data))
  const sources: DiagnosticsSources = {
    ...(Object.fromEntries(diagnosticsParts.map((part) => [part, unread])) as unknown as DiagnosticsSources),
    about: async () => ({ version, dataFolder: folder, refused: { code: refusal.code, data: refusal.data }, ...machineTold() }),
    doctor: () => examineRefusedAgent({ folder, version, refusal, question: { names: [] } }),
    log: () => logTail(join(folder, 'log')),
  }
  const knownSecrets = async () => [...secretsInEnvironment(process.env), ...(await doorSecrets(folder))]
  try {
    return await createDiagnostics({ clock: systemClock, version, log, knownSecrets, sources }).create(question)
  } finally {
    await log.close()
  }
}
