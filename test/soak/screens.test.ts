import { describe, test } from 'vitest'
import { expectForEverybody, expectFromTheRight } from '../browser/for-everybody.ts'
import { oneOfEachScreen, views } from '../browser/views.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { pseudoLanguage } from '../support/pseudo-language.ts'

// npm run soak:screens: every screen in every state that a person can meet. `npm test` looks at one state of each.

describe.skipIf(missingBrowser)(`every state of every screen${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()
  test.each(views)('$name: axe finds nothing in light or dark, and nothing is cut off sideways when small', (view) =>
    expectForEverybody(dashboards, view),
  )
})

describe.skipIf(missingBrowser)(
  `a language that is read from the right, with words 40 % longer${missingBrowser ? ` (${missingBrowser})` : ''}`,
  () => {
    const dashboards = dashboardsForTests([pseudoLanguage()])
    test.each(oneOfEachScreen)('$name: nothing is cut off sideways when small, and axe finds nothing', (view) =>
      expectFromTheRight(dashboards, view),
    )
  },
)
