export interface ElevatedCall {
  /** Its whole path. */
  program: string
  /** Each is given as it is; or the whole of it, for a program that reads its arguments in a way of its own. */
  args: readonly string[] | string
  /** Whether it has a window of its own that the person is to see. */
  isSeen?: boolean
}

/** Starts programs with an administrator's rights, which Windows asks the person about. Refuses with RIGHTS_NOT_GIVEN, and as PowerShell does. */
export interface Elevation {
  /** Answers as soon as it runs. */
  start(call: ElevatedCall): Promise<void>
  /** Answers its exit code. */
  run(call: ElevatedCall): Promise<number>
}
