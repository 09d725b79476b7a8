import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { readSecret } from '../input/read-secret.ts'
import { type PasswordOptions, passwordSource } from '../input/secret-options.ts'
import { asError } from '../output/answer.ts'
import { previewLines } from '../output/target-lines.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'
import { offeredKinds } from './targets-kinds.ts'

interface CommonOptions extends PasswordOptions {
  label?: string
  later?: boolean
  dryRun?: boolean
}

type Options = CommonOptions & Record<string, unknown>

export function addTargetsAdd(targets: Command, cli: Cli): void {
  const add = targets
    .command('add')
    .summary('give a certificate to a program from now on')
    .description('Gives a certificate to a program of this machine from now on, and at once, unless told otherwise.')
  for (const { examples, kind, options: addOptions, settings, summary } of offeredKinds) {
    const command = add
      .command(kind)
      .summary(summary)
      .description(`Gives a certificate to ${summary}.`)
      .argument('<certificate>', 'a name or an id')
    addOptions(command)
      .option('--label <text>', 'what the target is called')
      .option('--later', 'do not tell it now, but with the next run')
      .option('--dry-run', 'say what would be changed, and set up nothing')
      .addHelpText('after', `\nExamples:\n  ${examples.join('\n  ')}`)
      .action(async (wanted: string, { dryRun = false, label, later = false, passwordFile, passwordStdin, ...options }: Options) => {
        const chosen = settingsFrom(kind, settings(options))
        const password = await passwordFor(
          chosen,
          { ...(passwordFile !== undefined && { passwordFile }), ...(passwordStdin && { passwordStdin }) },
          cli,
        )
        return cli.ask(async ({ client }) => {
          const { id: certificateId } = certificateNamed(await client.certificates.list(), wanted)
          const input = {
            certificateId,
            settings: chosen,
            ...(label !== undefined && { label }),
            ...(password !== undefined && { password }),
          }
          if (dryRun) {
            const preview = await client.targets.preview(input)
            return { json: { preview }, text: previewLines(preview) }
          }
          const added = await client.targets.add(input)
          const isIssued = (await client.certificates.get({ certificateId })).current !== null
          const told = later || !isIssued ? added : await client.targets.apply({ targetId: added.id }).catch(refused)
          const setUp = `Set up: ${added.label} (${added.id})`
          // It stays set up: what keeps it from presenting the certificate can be settled, and it is tried with the next run.
          if (told instanceof Refusal)
            return { json: { target: added }, text: [setUp], error: asError(told), exitCode: exitCodeOf(told.code) }
          const words = told.consumer?.verifiedAt ? 'It has the certificate in use.' : 'It is told with the next run.'
          return { json: { target: told }, text: [setUp, words] }
        })
      })
  }
}

function refused(error: unknown): Refusal {
  if (isRefusal(error)) return error
  throw error
}

/** What commander read as the contract has it. Refuses with OPTION_INVALID. */
function settingsFrom(kind: TargetKind, options: object): TargetSettings {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const read = TargetSettings.safeParse({ ...given, kind })
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Refusal('OPTION_INVALID', { option: issue?.path.join('.') ?? kind, reason: issue?.message ?? 'it does not fit' })
}

/** Only a PFX has one, which is kept sealed for all that follow. */
async function passwordFor(settings: TargetSettings, given: PasswordOptions, { surroundings }: Cli): Promise<string | undefined> {
  const isNeeded = settings.kind === 'files' && settings.files.some(({ content }) => content === 'pfx')
  return isNeeded ? readSecret(passwordSource(given), 'Password for the PFX file', true, surroundings) : undefined
}
