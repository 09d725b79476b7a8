/** Whether an answer goes on: a stream of events rather than one value. */
export function isEventIterator(answer: unknown): answer is AsyncIterator<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}
