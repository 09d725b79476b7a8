import { expect } from 'vitest'

/** The desktop program in somebody's hands: on Electron's double, or the real one under Playwright. */
export interface DrivenDesktop {
  clickIcon(): Promise<void>
  /** As Windows tells it: a click comes first. */
  doubleClickIcon(): Promise<void>
  chooseInMenu(label: string): Promise<void>
  menuLabels(): Promise<string[]>
  /** Somebody starts the program while it runs. */
  startAgain(...args: string[]): Promise<void>
  /** Which of its windows are to be seen. */
  seen(): Promise<string[]>
  /** How many pages there are, seen or not. */
  pages(): Promise<number>
  closeDashboard(): Promise<void>
  pressInFlyout(key: string): Promise<void>
  lookElsewhere(): Promise<void>
  /** Time passes, in minutes. */
  pass(minutes: number): Promise<void>
  /** Where in the dashboard its page is. */
  place(): Promise<string>
  /** The dashboard's page wants to go somewhere; where it is afterwards. */
  navigate(to: string): Promise<string>
  /** Whether a page at this address is given a way to the agent. */
  givesPort(url: string): Promise<boolean>
}

interface Scenario {
  title: string
  /** Each begins with a program that was started with the session. */
  run(desktop: DrivenDesktop): Promise<void>
}

const flyout = ['flyout']
const dashboard = ['dashboard']

/** What the program must do in real Electron as on its double: the same text is run on both. */
export const desktopScenarios: Scenario[] = [
  {
    title: 'started with the session it is an icon, without a page',
    async run(desktop) {
      expect(await desktop.pages()).toBe(0)
      expect(await desktop.menuLabels()).toEqual(expect.arrayContaining(['Renew now', 'Open dashboard', 'Settings', 'Quit']))
    },
  },
  {
    title: 'a click on the icon shows the flyout, and the next one hides it',
    async run(desktop) {
      await desktop.clickIcon()
      expect(await desktop.seen()).toEqual(flyout)
      await desktop.clickIcon()
      expect(await desktop.seen()).toEqual([])
      await desktop.clickIcon()
      expect(await desktop.seen()).toEqual(flyout)
      expect(await desktop.pages()).toBe(1)
    },
  },
  {
    title: 'Escape hides the flyout, and other keys do not',
    async run(desktop) {
      await desktop.clickIcon()
      await desktop.pressInFlyout('Tab')
      expect(await desktop.seen()).toEqual(flyout)
      await desktop.pressInFlyout('Escape')
      expect(await desktop.seen()).toEqual([])
    },
  },
  {
    title: 'looking elsewhere hides the flyout',
    async run(desktop) {
      await desktop.clickIcon()
      await desktop.lookElsewhere()
      expect(await desktop.seen()).toEqual([])
    },
  },
  {
    title: 'a double click opens the dashboard in the flyout’s place',
    async run(desktop) {
      await desktop.doubleClickIcon()
      expect(await desktop.seen()).toEqual(dashboard)
    },
  },
  {
    title: 'a second start opens the dashboard of the first, unless it came with the session',
    async run(desktop) {
      await desktop.startAgain('--hidden')
      expect(await desktop.seen()).toEqual([])
      await desktop.startAgain()
      expect(await desktop.seen()).toEqual(dashboard)
    },
  },
  {
    title: 'the menu opens the dashboard, and its settings in the same window',
    async run(desktop) {
      await desktop.chooseInMenu('Open dashboard')
      expect(await desktop.seen()).toEqual(dashboard)
      await desktop.chooseInMenu('Settings')
      expect(await desktop.seen()).toEqual(dashboard)
      expect(await desktop.place()).toBe('#/settings')
      expect(await desktop.pages()).toBe(1)
    },
  },
  {
    title: 'closing the dashboard hides it; it is kept for five minutes, and then no page lives',
    async run(desktop) {
      await desktop.chooseInMenu('Open dashboard')
      await desktop.closeDashboard()
      expect(await desktop.seen()).toEqual([])
      await desktop.pass(4)
      expect(await desktop.pages()).toBe(1)
      await desktop.pass(1)
      // Its page is asked first.
      await expect.poll(desktop.pages).toBe(0)
      await desktop.chooseInMenu('Open dashboard')
      expect(await desktop.seen()).toEqual(dashboard)
    },
  },
  {
    title: 'who looks again in time finds the same page, which then is kept for as long as it is seen',
    async run(desktop) {
      await desktop.clickIcon()
      await desktop.pressInFlyout('Escape')
      await desktop.pass(4)
      await desktop.clickIcon()
      await desktop.pass(30)
      expect(await desktop.seen()).toEqual(flyout)
      await desktop.pressInFlyout('Escape')
      await desktop.pass(5)
      await expect.poll(desktop.pages).toBe(0)
    },
  },
  {
    title: 'a page of the program goes nowhere else',
    async run(desktop) {
      await desktop.chooseInMenu('Open dashboard')
      expect(await desktop.navigate('https://127.0.0.1:9/')).toMatch(/^app:\/\/dashboard\//)
    },
  },
  {
    title: 'the dashboard and the flyout are given a way to the agent, and nobody else is',
    async run(desktop) {
      expect(await desktop.givesPort('app://dashboard/index.html#/overview')).toBe(true)
      expect(await desktop.givesPort('app://dashboard/index.html?through#/flyout')).toBe(true)
      expect(await desktop.givesPort('data:text/html,somebody')).toBe(false)
    },
  },
]
