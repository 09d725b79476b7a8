import { bundleForNode } from '../../build/node-bundle.ts'

/** The engine's entry, bundled as the product is. Answers the file to run. */
export async function buildEngine(root: string, outDir: string): Promise<string> {
  // As the part `main` is built (scripts/build/build-part.ts): acme-client requires what the agent imports.
  const onlyOnce = { axios: 'axios/dist/node/axios.cjs', '@peculiar/x509': '@peculiar/x509/build/x509.cjs.js' }
  await bundleForNode({ root, outDir, external: [], entries: { engine: 'scripts/bench/issuance/engine.ts' }, onlyOnce })
  return `${outDir}/engine.js`
}
