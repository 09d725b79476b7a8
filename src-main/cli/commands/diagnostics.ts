import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Diagnostics } from '@mylzip/shared/operations/diagnostics.ts'
import { diagnosticsFile } from '@mylzip/shared/operations/diagnostics-file.policy.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import type { Answer } from '../output/answer.ts'
import { outputFile, writeOutputFile } from '../output/write-output-file.adapter.ts'
import { unopened } from '../session/unopened.ts'

interface DiagnosticsOptions {
  out?: string
  force?: boolean
  doctor: boolean
}

const examples = `
Examples:
  mylzip diagnostics
  mylzip diagnostics --out for-support.txt
  mylzip diagnostics --no-doctor --json`

export function addDiagnostics(program: Command, cli: Cli): void {
  program
    .command('diagnostics')
    .summary('what support needs to know, without secrets')
    .description(
      'Gathers what support needs to know as one text: versions, certificates without their keys, failures, settings, the log. Secrets are redacted. Sends nothing.',
    )
    .option('--out <file>', 'write it to this file instead of showing it')
    .option('--force', 'replace an ordinary file that is there')
    .option('--no-doctor', 'without looking at the network, which takes some seconds')
    .addHelpText('after', examples)
    .action(async ({ out, force = false, doctor }: DiagnosticsOptions) => {
      const file = out === undefined ? undefined : outputFile(out, force, '--out')
      try {
        await cli.ask(async ({ client }) => answerOf(await client.diagnostics.create({ doctor }), file, force))
      } catch (error) {
        if (!isRefusal(error, ...unopened)) throw error
        cli.say('The agent could not be opened, so this says what can be told without it.')
        const { diagnosticsOfRefusedAgent } = await import('../../composition/refused-diagnostics.ts')
        const refused = { folder: await cli.folder(), version: cli.surroundings.version, refusal: error }
        await cli.answer(async () => answerOf(await diagnosticsOfRefusedAgent(refused, { doctor }), file, force))
      }
    })
}

async function answerOf(diagnostics: Diagnostics, file: string | undefined, force: boolean): Promise<Answer> {
  const text = diagnosticsFile(diagnostics)
  if (file === undefined) return { json: { diagnostics }, text: [text.trimEnd()] }
  const bytes = Buffer.from(text)
  await writeOutputFile(file, bytes, force)
  return {
    json: { file, bytes: bytes.length, diagnostics },
    text: [`Written: ${file} (${bytes.length} bytes). Read it before you send it to anybody.`],
  }
}
