// SPDX-License-Identifier: AGPL-3.0-or-later
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
  plugins: [
    remix({
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
