interface Surroundings {
  platform: NodeJS.Platform
  /** Installed, and not run from its sources. */
  isPackaged: boolean
}

/**
 * Where safeStorage locks the key: in the installed program on Windows, by DPAPI for the person alone. Elsewhere its key may be one
 * that everybody knows (Linux without a keyring), and a folder that is developed on is opened by other programs of ours too.
 */
export function locksKeys({ platform, isPackaged }: Surroundings): boolean {
  return platform === 'win32' && isPackaged
}
