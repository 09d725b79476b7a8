/** What is asked for is made when it is asked for first: Intl's formats take a millisecond or two each, and a page uses few of them. */
export function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}
