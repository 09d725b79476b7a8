export type PublishedType = 'A' | 'AAAA' | 'CAA' | 'TXT'

/** All the values a name has of one type; none where there are none. A CAA record's value is that of its tag `issue`. */
export interface RecordSet {
  /** Canonical. */
  name: string
  type: PublishedType
  values: readonly string[]
}

/** Where resolvers are answered: the built-in name server, a server that is told by updates, or both. */
export interface ZonePlace {
  /** Answers once the place shows these sets and nothing else of their names and types. Refuses with ZONE_NOT_SHOWN. */
  show(sets: readonly RecordSet[]): Promise<void>
}
