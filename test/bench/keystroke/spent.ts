import type { Browser } from 'playwright-core';
import * as z from 'zod';

const Processes = z.object({
	processInfo: z.array(z.object({ type: z.string(), id: z.number(), cpuTime: z.number() })),
});

/** The processor's time of Chromium's processes so far, in milliseconds: by what they are. */
export async function chromiumSpent(browser: Browser): Promise<ReadonlyMap<string, number>> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = Processes.parse(await session.send('SystemInfo.getProcessInfo'));
	await session.detach();
	const times = new Map<string, number>();
	for (const { type, cpuTime } of processInfo)
		times.set(type, (times.get(type) ?? 0) + cpuTime * 1000);
	return times;
}
