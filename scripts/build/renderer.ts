import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig, type Plugin } from 'vite'
import { guidePages } from './guide-pages.ts'
import { thirdPartyList } from './third-party/third-party-plugin.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/**
 * The dashboard as static files that carry neither inline script nor inline style, so that both doors can serve them
 * under a strict Content-Security-Policy.
 */
const rendererConfig: InlineConfig = {
  root: at('src-renderer'),
  // One bundle serves under http://127.0.0.1:<any port>/ and under app://: no path in it may be absolute.
  base: './',
  configFile: false,
  mode: 'production',
  logLevel: 'warn',
  plugins: [react(), guidePages(), thirdPartyList(at('.'))],
  build: {
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

/**
 * Builds the dashboard into `folder`, which is emptied first: index.html and assets/. Rejects with what the bundler found. A test
 * may change modules on the way (`changes`); nothing of that is in what people get.
 */
export async function buildRenderer(folder: string = at('out/renderer'), changes: Plugin[] = []): Promise<void> {
  // A build that a test asks for must be the one people get, and not React's development build.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await build({
      ...rendererConfig,
      plugins: [...(rendererConfig.plugins ?? []), ...changes],
      build: { ...rendererConfig.build, outDir: folder },
    })
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}
