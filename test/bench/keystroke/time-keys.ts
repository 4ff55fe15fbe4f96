import type { Page } from 'playwright-core';

/** Runs in the page: notes when a key came, when its handlers ended, and when its frame was done. */
const WATCH = `
window.timed = [];
addEventListener('keydown', (event) => {
	if (event.key.length !== 1) return;
	const came = event.timeStamp;
	const began = performance.now();
	let handled = began;
	const channel = new MessageChannel();
	addEventListener('input', () => { handled = performance.now(); }, { once: true });
	requestAnimationFrame(() => {
		const frame = performance.now();
		channel.port1.onmessage = () => {
			const done = performance.now();
			window.timed.push({ paint: done - came, work: handled - began + (done - frame) });
		};
		channel.port2.postMessage(null);
	});
}, true);
`;

/** Types so many keys at a quick typist's pace into what has the focus. */
export async function timeKeys(page: Page, keys: number): Promise<unknown> {
	const words = 'the quick brown fox jumps over the lazy dog ';
	await page.keyboard.type(words);
	await page.evaluate(WATCH);
	for (let n = 0; n < keys; n++) {
		await page.keyboard.type(words.charAt(n % words.length));
		await page.waitForTimeout(60 + (n % 7) * 9);
	}
	return page.evaluate('window.timed');
}
