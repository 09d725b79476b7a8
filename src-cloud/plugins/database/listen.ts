/** What instances of the cloud call to each other through the database (PostgreSQL's LISTEN and NOTIFY). */
export type Channel = 'device_commands'

/**
 * Hears every notice on the channel from now on, whichever instance gave it, after the transaction that gave it was
 * committed. `heard` is told its text; undefined: the connection was lost for a while, and anything may have been missed.
 */
export type Listen = (channel: Channel, heard: (text: string | undefined) => void) => Promise<Listening>

export interface Listening {
  stop(): Promise<void>
}
