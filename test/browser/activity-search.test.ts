import { readFile } from 'node:fs/promises'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { name, sampleNow } from '../support/samples.ts'
import { activityScenes } from './scenes/activity.ts'

describe.skipIf(missingBrowser)(`looking for activities${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('by what, by whom, when and by words: each at once, said aloud, and Back leads to what was looked at before', async () => {
    const { page, agent } = await dashboards.open(activityScenes.searched, { at: '#/activity', context: { reducedMotion: 'reduce' } })
    await page.getByLabel('What', { exact: true }).selectOption('Private keys')
    await page.getByText('40 activities are shown.').first().waitFor()
    expect(await page.evaluate(() => window.location.hash)).toBe('#/activity/what%3Dkeys')
    expect(agent.asked).toEqual(['audit before 221 keys'])
    await page.getByLabel('When', { exact: true }).selectOption('The last 7 days')
    await page.getByText('6 activities are shown.').first().waitFor()
    await page.goBack()
    await page.getByText('40 activities are shown.').first().waitFor()
    await page.getByRole('button', { name: 'Show everything' }).click()
    await page.getByLabel('With these words').fill('somebody asked')
    await page.keyboard.press('Enter')
    await page.getByText('40 activities are shown.').first().waitFor()
    await page.getByLabel('Who', { exact: true }).selectOption('The cloud')
    await page.getByText('No activity is like that.').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('between two days, from a link, while new activities go on being pushed', async () => {
    const { page, agent } = await dashboards.open(activityScenes.searched, {
      at: '#/activity/when%3Dbetween/from%3D2026-11-20/to%3D2026-11-21',
    })
    await page.getByText('8 activities are shown.').first().waitFor()
    const at = toTimestamp(sampleNow)
    const pushed = { seq: 241, at, actor: 'agent', action: 'key-made', subject: name, detail: {}, sentence: 'A key that is new.' }
    agent.push({ type: 'activity', activity: pushed })
    await page.getByText('A key that is new.').waitFor()
    await page.getByText('9 activities are shown.').first().waitFor()
  })

  test('what is shown is saved as a table, down to the oldest', async () => {
    const { page } = await dashboards.open(activityScenes.searched, { at: '#/activity/what%3Dkeys' })
    await page.getByText('40 activities are shown.').first().waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a table' }).click()])
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(41)
    expect(lines[1]).toContain('A private key was made on this device, and sealed here.')
  })

  test('the whole log is saved as the one file that somebody else can check', async () => {
    const { page } = await dashboards.open(activityScenes.searched, { at: '#/activity' })
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the whole log' }).click()])
    expect(download.suggestedFilename()).toBe('mylzip-audit-log.jsonl')
    expect(await readFile(await download.path(), 'utf8')).toBe('one\ntwo\n')
  })
})
