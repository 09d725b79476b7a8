/** A page of docs/user-guide as the build hands it over (scripts/build/guide-pages.ts): what is drawn, and never markup. */
export interface GuidePage {
  title: string
  blocks: readonly GuideBlock[]
}

export type GuideBlock =
  | { type: 'heading'; text: readonly GuideText[] }
  | { type: 'paragraph'; text: readonly GuideText[] }
  | { type: 'list'; ordered: boolean; items: readonly (readonly GuideText[])[] }
  | { type: 'picture'; source: string; alt: string }

export type GuideText =
  | { type: 'plain' | 'strong' | 'code'; text: string }
  /** To another page of the guide, by its name. */
  | { type: 'page'; text: string; page: string }
