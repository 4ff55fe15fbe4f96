import type { Page } from 'playwright-core';
import { CATEGORIES, framesOf, type KeyFrame } from '#test/bench/keystroke/frames-of.ts';

const WORDS = 'the quick brown fox jumps over the lazy dog ';

/** Types so many keys at a quick typist's pace into what has the focus; what each cost. */
export async function tracedKeys(page: Page, keys: number): Promise<readonly KeyFrame[]> {
	await page.keyboard.type(WORDS);
	await page.waitForTimeout(1_000);
	const session = await page.context().newCDPSession(page);
	const trace: unknown[] = [];
	session.on('Tracing.dataCollected', ({ value }) => trace.push(...value));
	await session.send('Tracing.start', {
		transferMode: 'ReportEvents',
		traceConfig: { includedCategories: CATEGORIES },
	});
	for (let n = 0; n < keys; n++) {
		await page.keyboard.type(WORDS.charAt(n % WORDS.length));
		await page.waitForTimeout(60 + (n % 7) * 9);
	}
	const complete = new Promise<void>((resolve) =>
		session.once('Tracing.tracingComplete', () => resolve()),
	);
	await session.send('Tracing.end');
	await complete;
	await session.detach();
	return framesOf(trace);
}
