/** One person's Chromium: a profile on disk, so that closing it is not forgetting. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '#test/chromium.ts';

export interface BrowserProfile extends AsyncDisposable {
	readonly context: BrowserContext;
	readonly page: Page;
	/** Closes the browser and starts it again on the same profile: a cold start. */
	restart(): Promise<BrowserProfile>;
}

export interface ProfileOptions {
	readonly colorScheme?: 'light' | 'dark';
	readonly viewport?: { width: number; height: number };
	readonly args?: readonly string[];
	readonly ignoreHTTPSErrors?: boolean;
}

export function openProfile(options: ProfileOptions = {}): Promise<BrowserProfile> {
	return launch(mkdtempSync(join(tmpdir(), 'lintel-profile-')), options);
}

async function launch(folder: string, options: ProfileOptions): Promise<BrowserProfile> {
	if (chromiumPath === null) throw new Error('No Chromium: see test/require-chromium.ts.');
	const context = await chromium.launchPersistentContext(folder, {
		executablePath: chromiumPath,
		args: [...chromiumArgs, ...(options.args ?? [])],
		headless: true,
		viewport: options.viewport ?? { width: 1440, height: 900 },
		colorScheme: options.colorScheme ?? 'light',
		ignoreHTTPSErrors: options.ignoreHTTPSErrors ?? false,
		// What the app says about time reads the same on every machine.
		timezoneId: 'UTC',
		locale: 'en-GB',
	});
	return {
		context,
		page: context.pages()[0] ?? (await context.newPage()),
		async restart() {
			await context.close();
			return launch(folder, options);
		},
		async [Symbol.asyncDispose]() {
			await context.close();
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
