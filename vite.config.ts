// SPDX-License-Identifier: AGPL-3.0-or-later
import { glob, rm } from 'node:fs/promises'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/**
 * No page hydrates, but Remix builds every route for the browser, with an entry of its own where the program has none. They are
 * empty here, so that neither React nor a page's code is compiled twice, and in the end nothing of them is kept.
 */
const noClientCode: Plugin = {
  name: 'no-client-code',
  apply: (config, { command }) => command === 'build' && !config.build?.ssr,
  enforce: 'post',
  transform(_code, id) {
    return /\?__remix-build-client-route$|\/entry\.client\.tsx$/.test(id) ? 'export default null' : null
  },
}

async function removeClientCode(): Promise<void> {
  for await (const file of glob('build/client/assets/*.js')) await rm(file)
}

export default defineConfig({
  plugins: [
    noClientCode,
    remix({
      buildEnd: removeClientCode,
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
  ],
  // Top-level await in the server entry needs a modern target.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: ['node_modules'],
        quietDeps: true,
        silenceDeprecations: ['import', 'global-builtin', 'color-functions'],
      },
    },
  },
  optimizeDeps: { entries: ['app/**/*.tsx'], exclude: ['@node-rs/argon2'] },
  server: { host: '127.0.0.1' },
})
