/** How far a device has come in the commands that were given to it. */
export interface CommandPlace {
  seq: number
  /** Undefined: the device does not say whose number it is. */
  log: string | undefined
}

/** Without a number that was given here the stream begins with everything that is open: nothing is lost by that. */
export function placeOfEventId(id: string | undefined): CommandPlace {
  const [, log, seq] = /^(?:([0-9a-f-]{36}):)?(\d{1,15})$/.exec(id ?? '') ?? []
  return { seq: Number(seq ?? 0), log }
}

/**
 * The number after which a device is told. One of another log says nothing here: a cloud that was restored from a backup
 * gives numbers again that the device has seen, with other commands.
 */
export function toldUpTo({ seq, log }: CommandPlace, current: string): number {
  return log === undefined || log === current ? seq : 0
}
