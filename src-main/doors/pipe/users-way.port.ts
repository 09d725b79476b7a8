/**
 * Lets the people who sign in at this machine up to a service's door, which is otherwise for the service's own account and for
 * administrators. Each call may be made again.
 */
export interface UsersWay {
  /** Makes sure of the folder: they may look in, and nobody but the agent writes there. Refuses with DATA_FOLDER_NOT_PRIVATE. */
  openFolder(folder: string): Promise<void>
  /** They may read this file in it. */
  letRead(file: string): Promise<void>
  /** Whoever may look into the folder may connect to this pipe too, wherever it is. */
  letConnect(pipe: string, folder: string): Promise<void>
}
