import { existsSync } from 'node:fs';

const candidates = [
	process.env['CHROMIUM_PATH'],
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where this machine keeps a Chromium, or null; CHROMIUM_PATH wins. */
export const chromiumPath: string | null =
	candidates.find((path): path is string => path !== undefined && existsSync(path)) ?? null;

/** Flags for a quiet, offline, headless Chromium (root in a container needs --no-sandbox). */
export const chromiumArgs: readonly string[] = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
