export interface Team {
  id: string
  slug: string
  name: string
}

export interface TeamsService {
  /** Refuses with LABEL_UNUSABLE or LABEL_TAKEN. `slug` becomes part of every device's name. */
  create(team: { slug: string; name: string }): Promise<Team>
  find(slug: string): Promise<Team | undefined>
}
