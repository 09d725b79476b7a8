/** Everything of the process that a command may touch. */
export interface Surroundings {
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  version: string
  /** Aborted at the first Ctrl-C or SIGTERM. */
  interrupted: AbortSignal
}
