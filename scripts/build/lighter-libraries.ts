import type { Plugin } from 'vite'

interface Change {
  /** End of the file's path. */
  file: string
  from: string
  to: string
}

/**
 * What libraries do at load time that costs a short command more than all it is for: axios tries out Node's fetch, which
 * loads it (20 ms), although it is told to use node:http, and loads HTTP/2 (10 ms), which nobody asks it to speak. Made
 * when it is used, it costs nothing.
 */
const changes: readonly Change[] = [
  { file: 'axios/dist/node/axios.cjs', from: '\ngetFetch();\n', to: '\n\n' },
  {
    file: 'axios/dist/node/axios.cjs',
    from: "const FormDataCtor = typeof G.FormData !== 'undefined' ? G.FormData : undefined;",
    to: 'const FormDataCtor = undefined;',
  },
  {
    file: 'axios/dist/node/axios.cjs',
    from: "var http2 = require('http2');",
    to: "var http2 = { connect: (...all) => require('http2').connect(...all), get constants() { return require('http2').constants } };",
  },
]

/** acme-client signs our requests. Its own keys and certificates, which nobody asks it for, bring 450 kB along. */
const nothing = '\0nothing'
const isAcmeClientsCrypto = (source: string, importer: string | undefined) =>
  source === './crypto' && importer !== undefined && /\/acme-client\/src\/\w+\.js$/.test(importer)

/** Fails where a library has changed so that there is nothing to make lighter: somebody must look again. */
export function lighterLibraries(): Plugin {
  return {
    name: 'lighter-libraries',
    enforce: 'pre',
    resolveId: (source, importer) => (isAcmeClientsCrypto(source, importer) ? nothing : undefined),
    load: (id) => (id === nothing ? 'module.exports = {}' : undefined),
    transform(code, id) {
      const wanted = changes.filter(({ file }) => id.endsWith(file))
      if (wanted.length === 0) return undefined
      const changed = wanted.reduce((text, { from, to, file }) => {
        if (!text.includes(from)) throw new Error(`${file} no longer holds: ${from.trim()}`)
        return text.replace(from, to)
      }, code)
      return sameLines(changed)
    },
    // Importing a builtin by name asks for all it exports: of node:http also WebSocket, which loads fetch as well.
    renderChunk: (code) => sameLines(code.replace(/^import *\{([^}\n]*)\} *from *["'](node:[\w/]+)["'];?/gm, asBuiltin)),
  }
}

/** The source map stays as it is: everything else is where it was. */
function sameLines(code: string): { code: string; map: null } {
  return { code, map: null }
}

function asBuiltin(_: string, names: string, builtin: string): string {
  return `const {${names.replaceAll(' as ', ': ')}} = process.getBuiltinModule('${builtin}');`
}
