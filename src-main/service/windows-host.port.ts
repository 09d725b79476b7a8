import type { SystemAnswer, SystemCall } from './service-control.policy.ts'

/** What installing a service takes from the machine. */
export interface WindowsHost {
  /** Runs a program of Windows' own, hidden, and answers how it ended. */
  call(call: SystemCall): Promise<SystemAnswer>
  exists(path: string): Promise<boolean>
  /** Refuses to take one that is there: throws `EEXIST`. */
  makeFolder(path: string): Promise<void>
  /** Refuses to take the place of a folder that is there: throws `EPERM`. */
  rename(from: string, to: string): Promise<void>
  /** The names of all that lies in a folder. */
  list(folder: string): Promise<string[]>
  read(file: string): Promise<string>
  write(file: string, text: string): Promise<void>
  /** With all that lies in it; harmless where nothing is. */
  remove(path: string): Promise<void>
}
