import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/**
 * The dashboard as static files that carry neither inline script nor inline style, so that both doors can serve them
 * under a strict Content-Security-Policy.
 */
export const rendererConfig: InlineConfig = {
  root: at('src-renderer'),
  // One bundle serves under http://127.0.0.1:<any port>/ and under app://: no path in it may be absolute.
  base: './',
  configFile: false,
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    target: 'chrome126',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // The contract's schemas stay with the agent: without this hint the whole of zod would come along for one list of steps.
      treeshake: { manualPureFunctions: ['z'] },
    },
  },
}

/** Builds the dashboard into out/renderer: index.html and assets/. */
export async function buildRenderer(): Promise<void> {
  await build(rendererConfig)
}
