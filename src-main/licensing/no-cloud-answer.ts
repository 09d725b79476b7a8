/** A request that the cloud did not answer, or that something else answered in its place. `reason` is for people. */
export class NoCloudAnswer extends Error {
  readonly reason: string

  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options)
    this.name = 'NoCloudAnswer'
    this.reason = reason
  }
}
