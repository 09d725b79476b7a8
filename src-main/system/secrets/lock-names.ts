/** As the program with a window locks the key: by Electron's safeStorage, which no other program has. */
export const safeStorageLockName = 'safe-storage'
