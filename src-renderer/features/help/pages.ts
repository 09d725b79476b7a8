import type { Route } from '../../components/routes.ts'
import type { GuidePage } from './guide-page.ts'

const files = import.meta.glob<{ page: GuidePage }>('../../../docs/user-guide/*.md')

/** The guide's page of a screen, loaded when it is wanted. */
export async function guidePageOf(name: Route | string): Promise<GuidePage | undefined> {
  const load = files[`../../../docs/user-guide/${name}.md`]
  return load && (await load()).page
}
