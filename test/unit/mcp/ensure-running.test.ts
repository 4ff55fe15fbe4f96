import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ensureRunning } from '#server/mcp/ensure-running.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

/** How often one is started where each ends with these words; time passes at once. */
async function startsWhere(said: string) {
	using folder = createTemporaryFolder();
	let [starts, clock] = [0, 0];
	const host = {
		...{ disk: fs, isAlive: () => false, self: ['lintel'], now: () => new Date(clock) },
		startDetached(_: readonly string[], log: string) {
			starts++;
			fs.appendFileSync(log, said);
			return () => false;
		},
		timer: {
			after(ms: number, then: () => void) {
				clock += ms;
				setImmediate(then);
				return () => {};
			},
		},
	};
	const place = { slug: 'shop', folder: folder.path };
	const reached = await ensureRunning(host, { place, folder: folder.file('state'), serve: [] });
	return { starts, reason: reached.ok ? null : reached.error.reason };
}

const taken = (port: number) =>
	`lintel: Another Lintel already has port ${port}: http://localhost:${port}\n        Stop it.\n`;

test('[MC8] waits for no Lintel that answers still, and tries again behind one on its way out', async () => {
	const other = createServer((_, response) => response.end('{"product":"lintel"}'));
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const { port } = other.address() as AddressInfo;
	const behindOther = await startsWhere(taken(port));
	expect(behindOther.starts).toBe(1);
	expect(behindOther.reason).toContain(`Another Lintel already has port ${port}`);
	await new Promise((resolve) => other.close(resolve));
	expect((await startsWhere(taken(port))).starts).toBe(3);
});
