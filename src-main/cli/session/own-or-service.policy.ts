interface Looks {
  /** Whether an agent was ever started in this folder. */
  isAgents(folder: string): boolean
  /** Whether the machine's administrators say that this one is the service's. */
  isServices(folder: string): Promise<boolean>
}

/**
 * This user's folder, or where they have no agent the service's. Every user of Windows may make a folder in ProgramData with a
 * door in it: what looks like the service's counts only where an administrator has said so, else a token or a password that is
 * meant for the service would go to a stranger.
 */
export async function ownOrService(own: string, service: string | undefined, { isAgents, isServices }: Looks): Promise<string> {
  if (service === undefined || isAgents(own) || !isAgents(service)) return own
  return (await isServices(service)) ? service : own
}
