/** Makes a thing once for each key. */
export function keepByKey<Key, Thing>(make: (key: Key) => Thing): (key: Key) => Thing {
  const kept = new Map<Key, Thing>()
  return (key) => {
    const thing = kept.get(key) ?? make(key)
    kept.set(key, thing)
    return thing
  }
}
