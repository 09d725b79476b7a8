/** Waits in the middle of something, for seconds at most: what takes longer is the scheduler's. ms. Tests hold their own. */
export type Pause = (ms: number) => Promise<void>
