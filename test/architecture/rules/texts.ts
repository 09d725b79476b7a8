import { file, type Rule } from '../support/rule.ts'
import type { Source } from '../support/source.ts'

/** Put together here, so that this file does not break its own rules. */
const npmHost = ['registry', 'npmjs', 'org'].join('.')
const home = ['', 'home', 'someone', 'x'].join('/')

/** Made-up people, for samples in tests. */
const nobody = ['ana', 'somebody']
const machinePath = new RegExp(
  `(?<![\\w.~$}/*-])/((home|Users)/(?!(${nobody.join('|')})\\b)|work/|root/)[\\w.-]+|\\b[A-Z]:\\\\+Users\\\\+(?!(${nobody.join('|')})\\b)\\w+`,
)

export const textRules: Rule[] = [
  {
    name: 'no text names a package registry’s host',
    why: 'every place has its own mirror, and the lock file must work with all of them',
    appliesTo: () => true,
    violations: (source) =>
      linesWith(
        source,
        /\b(registry|npm|packages?|artifacts?|mirror|nexus|pypi|proxy)\.[a-z0-9-]+\.(org|com|net|dev|io)\b|\bresolved": "https?:/i,
      ),
    broken: [
      file('package-lock.json', `"resolved": "${'https'}://${npmHost}/x/-/x-1.0.0.tgz"`),
      file('.npmrc', `registry=https://${npmHost}/`),
      file('README.md', `npm install --registry https://npm.${'example-mirror'}.com`),
    ],
    kept: [file('package-lock.json', `"resolved": "src-shared", "link": true`), file('README.md', 'Any registry will do.')],
  },
  {
    name: 'no text holds a path of one machine',
    why: 'a clone lies somewhere else on every machine',
    appliesTo: () => true,
    violations: (source) => linesWith(source, machinePath),
    broken: [
      file('src-main/x.ts', `const at = '${home}'`),
      file('docs/x.md', `see ${['', 'Users', 'someone', 'x'].join('/')}`),
      file('scripts/x.ts', `'${['C:', 'Users', 'someone'].join('\\\\')}'`),
      file('.ci/run', `cd ${['', 'work', 'main'].join('/')}`),
    ],
    kept: [
      file('test/x.ts', `'${['', 'home', 'ana', 'x'].join('/')}'`),
      file('src-main/x.ts', `'/api/users/x' + '/usr/bin/x' + 'src/work/x' + 'https://x.test/home/x'`),
    ],
  },
  {
    name: 'the lock file says nothing of where packages came from',
    why: 'npm then asks the registry it is set up for',
    appliesTo: ({ path }) => path === 'package-lock.json',
    violations: ({ text }) => foreignPackages(text),
    broken: [
      file('package-lock.json', `{"packages":{"node_modules/x":{"version":"1.0.0","resolved":"git+ssh://git@host.test/x.git"}}}`),
      file('package-lock.json', `{"packages":{"node_modules/x":{"version":"1.0.0"}}}`),
    ],
    kept: [
      file(
        'package-lock.json',
        `{"packages":{"":{},"src-shared":{},"node_modules/x":{"version":"1.0.0","integrity":"sha512-x"},"node_modules/y":{"resolved":"src-shared","link":true}}}`,
      ),
    ],
  },
  {
    name: 'the lock file leaves no package out, not even one for other machines',
    why: 'npm ci refuses such a file, and a fresh clone cannot be installed',
    appliesTo: ({ path }) => path === 'package-lock.json',
    violations: ({ text }) => missingPackages(text),
    broken: [
      file('package-lock.json', `{"packages":{"node_modules/x":{"optionalDependencies":{"x-win32":"1.0.0"}}}}`),
      file('package-lock.json', `{"packages":{"":{"devDependencies":{"x":"1.0.0"}}}}`),
    ],
    kept: [
      file(
        'package-lock.json',
        `{"packages":{"":{"dependencies":{"x":"1"}},"node_modules/x":{"optionalDependencies":{"y":"1"},"dependencies":{"z":"1"}},"node_modules/x/node_modules/y":{},"node_modules/z":{}}}`,
      ),
    ],
  },
]

function linesWith({ text }: Source, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`:${index + 1} ${pattern.exec(line)?.[0]}`] : []))
}

/** Packages that are not of this project must come from the registry, and prove by their hash that they are what was locked. */
function foreignPackages(text: string): string[] {
  const packages: Record<string, { resolved?: string; link?: boolean; integrity?: string }> = JSON.parse(text).packages
  return Object.entries(packages).flatMap(([place, entry]) => {
    if (!place.includes('node_modules/') || entry.link === true) return []
    if (entry.resolved !== undefined) return [` ${place} names ${entry.resolved}`]
    return entry.integrity === undefined ? [` ${place} has no integrity`] : []
  })
}

/** Looks for each dependency where Node would: in the package's own node_modules, then further and further out. */
function missingPackages(text: string): string[] {
  type Entry = { dependencies?: object; devDependencies?: object; optionalDependencies?: object }
  const packages: Record<string, Entry> = JSON.parse(text).packages
  return Object.entries(packages).flatMap(([place, entry]) => {
    const own = place.includes('node_modules/') ? {} : entry.devDependencies
    const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...own })
    return names
      .filter((name) => !outward(place).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => ` ${place} needs ${name}`)
  })
}

function outward(place: string): string[] {
  const parts = place.split('/')
  return [
    place === '' ? '' : `${place}/`,
    ...parts.map((_, index) => parts.slice(0, index).join('/')).map((path) => (path === '' ? '' : `${path}/`)),
  ]
}
