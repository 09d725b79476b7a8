import type { z } from 'zod'

/** What a script is given beside secrets. Any text passes as it is, whatever it means to PowerShell or looks like. */
export type ScriptData = string | number | boolean | null | readonly ScriptData[] | { readonly [name: string]: ScriptData }

export interface ScriptCall<Answer> {
  /** A file below the folder of scripts, without its ending: `store/install`. */
  script: string
  data: { readonly [name: string]: ScriptData }
  /** What the script answers; anything else is a defect of the script. */
  answer: z.ZodType<Answer>
  /** How long it may take (ms). Default: a minute. */
  patience?: number
}

/**
 * What no log and no transcript may hold. It goes by a file that only this identity can read and that is deleted at once:
 * the script finds its path as `secretFile`, and writes its own into the empty `secretAnswerFile`.
 */
export interface SecretCall<Answer> extends ScriptCall<Answer> {
  secret: string
}

/**
 * The one way to PowerShell: scripts of the package, one after the other. Refuses with POWERSHELL_*, or DISK_FULL where a script
 * met a full disk. What was refused may have been done in part.
 */
export interface PowerShell {
  run<Answer>(call: ScriptCall<Answer>): Promise<Answer>
  /** Answers also what the script wrote into its secret file: empty where it wrote nothing. */
  runWithSecret<Answer>(call: SecretCall<Answer>): Promise<{ answer: Answer; secret: string }>
  /** Ends what runs, at once; nothing can be run any more. */
  close(): Promise<void>
}
