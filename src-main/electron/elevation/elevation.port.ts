export interface ElevatedCall {
  /** Its whole path. */
  program: string
  args: readonly string[]
}

/** Starts programs with an administrator's rights, which Windows asks the person about. Refuses with RIGHTS_NOT_GIVEN, and as PowerShell does. */
export interface Elevation {
  /** Answers as soon as it runs. */
  start(call: ElevatedCall): Promise<void>
  /** Answers its exit code. */
  run(call: ElevatedCall): Promise<number>
}
