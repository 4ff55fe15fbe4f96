/** People of one test file: one Chromium between them, everybody in a context of their own. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { chromiumArgs, chromiumPath } from '#test/chromium.ts';

export interface Visitor extends AsyncDisposable {
	readonly context: BrowserContext;
	readonly page: Page;
}

export interface VisitorOptions {
	readonly colorScheme?: 'light' | 'dark';
	readonly viewport?: { width: number; height: number };
	/**
	 * Keeps all of the app for a page that loads without a network, as every browser does: some
	 * hundred files, which is most of what opening the app costs. Who never does so goes without.
	 */
	readonly keepsApp?: boolean;
}

let launched: Promise<Browser> | undefined;

afterAll(async () => {
	await (await launched)?.close();
});

/**
 * A person with a browser that remembers nothing. One who closes it and comes back to what it
 * kept on disk has a profile instead.
 */
export async function openVisitor(options: VisitorOptions = {}): Promise<Visitor> {
	if (chromiumPath === null) throw new Error('No Chromium: see test/require-chromium.ts.');
	launched ??= chromium.launch({ executablePath: chromiumPath, args: [...chromiumArgs] });
	const browser = await launched;
	const context = await browser.newContext({
		viewport: options.viewport ?? { width: 1440, height: 900 },
		colorScheme: options.colorScheme ?? 'light',
		serviceWorkers: options.keepsApp ? 'allow' : 'block',
		// What the app says about time reads the same on every machine.
		timezoneId: 'UTC',
		locale: 'en-GB',
	});
	return {
		context,
		page: await context.newPage(),
		[Symbol.asyncDispose]: () => context.close(),
	};
}
