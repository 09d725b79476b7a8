/** What Windows draws behind a page that lets it through. Where it cannot, by the person's wish or on battery, it draws a plain colour itself. */
export type Material = 'mica' | 'acrylic'

interface Surroundings {
  platform: NodeJS.Platform
  /** As the operating system says it: "10.0.22631". */
  release: string
  /** The person's own colours, or no transparency, set in Windows. */
  isPlain: boolean
}

/** The build of Windows 11 22H2, the first that draws them for programs. */
const firstBuild = 22_621

/** Undefined where the window has to be opaque: what lets nothing through is readable everywhere. */
export function materialFor(wanted: Material, { isPlain, platform, release }: Surroundings): Material | undefined {
  const [major = 0, , build = 0] = release.split('.').map(Number)
  const isDrawn = platform === 'win32' && (major > 10 || (major === 10 && build >= firstBuild))
  return isDrawn && !isPlain ? wanted : undefined
}
