/** Bytes that arrive in pieces of any size, taken as they are needed. */
export interface Pieces {
  /** Exactly so many. Throws when there are fewer. */
  take(length: number): Promise<Uint8Array>
  /** The same, handed on as they come. */
  pass(length: number): AsyncGenerator<Uint8Array>
  isAtEnd(): Promise<boolean>
}

export function createPieces(source: AsyncIterable<Uint8Array>): Pieces {
  const rest = source[Symbol.asyncIterator]()
  let held: Uint8Array = new Uint8Array()

  async function isAtEnd(): Promise<boolean> {
    while (held.length === 0) {
      const { done, value } = await rest.next()
      if (done) return true
      held = value
    }
    return false
  }

  async function* pass(length: number): AsyncGenerator<Uint8Array> {
    for (let missing = length; missing > 0; ) {
      if (await isAtEnd()) throw new Error(`${missing} bytes are missing`)
      const piece = held.subarray(0, missing)
      held = held.subarray(piece.length)
      missing -= piece.length
      yield piece
    }
  }

  return {
    isAtEnd,
    pass,
    async take(length) {
      const taken: Uint8Array[] = []
      for await (const piece of pass(length)) taken.push(piece)
      return Buffer.concat(taken)
    },
  }
}
