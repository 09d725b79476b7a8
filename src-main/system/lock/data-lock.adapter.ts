import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface DataLock {
  release(): Promise<void>
}

/** Who uses the folder, as a second one is told. `mode` is a word for people: service, user, browser, command line. */
export interface DataLockNeeds {
  folder: string
  mode: string
  now: Instant
  pid: number
}

/** Refuses with DATA_FOLDER_IN_USE (pid, mode, since), DATA_FOLDER_UNWRITABLE, DISK_FULL or NODE_TOO_OLD. */
export type TakeDataLock = (needs: DataLockNeeds) => Promise<DataLock>
