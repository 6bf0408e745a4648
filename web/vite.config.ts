import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` sends /api; the built pages are served by the API process itself. */
const server = process.env['CALLWRIGHT_DEV_SERVER'] ?? 'http://127.0.0.1:8010';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: process.env['CALLWRIGHT_WEBUI_DIR'] ?? 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': server } },
  test: { environment: 'jsdom', setupFiles: ['src/app/testing/browser-gaps.ts'], restoreMocks: true, testTimeout: 30_000 },
});
