import type { Plugin } from 'vite'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { createDashboardSuite, type Dashboard, type DashboardSuite } from './dashboard.ts'

/** One browser for the tests of a `describe`. Each test opens a dashboard; it is closed after it, and must not have complained. */
export function dashboardsForTests(changes: Plugin[] = []): Pick<DashboardSuite, 'open'> {
  let suite: DashboardSuite
  let dashboard: Dashboard
  beforeAll(async () => {
    suite = await createDashboardSuite(changes)
  })
  afterEach(async () => {
    expect(dashboard.complaints).toEqual([])
    await dashboard.close()
  })
  afterAll(() => suite?.close())
  return {
    async open(script, options) {
      dashboard = await suite.open(script, options)
      return dashboard
    },
  }
}
