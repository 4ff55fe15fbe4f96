import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { FILES, openShop, SESSION, TEST } from '#test/e2e/world/evidence-shop.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';

const ODD = 'checks/of-session.ts';
const DESIGN = 'docs/design/accounts/session.md';
const { [TEST]: TEST_TEXT = '', [DESIGN]: DESIGN_TEXT = '', ...REST } = FILES;
/** No path rule leads to its test: the Design says itself where it is. */
const FILES_THERE = {
	...REST,
	[ODD]: TEST_TEXT.replace('../../src', '../src'),
	[DESIGN]: DESIGN_TEXT.replace('type: module', `type: module\ntest: ${ODD}`),
};
const ALL = ['verified', 'verified', 'verified'];
const GONE = ['implemented', 'implemented', 'implemented'];

test('[VE12] where a design says its files are, lintel verify, the relay and lintel check look', async () => {
	const shop = await openShop({}, FILES_THERE);
	const checked = async () => {
		const report = await checkRepository(
			{ disk: fs, run: runProgram },
			{ folder: shop.folder, pin: null, base: null },
		);
		return report.ok ? report.value.report.artefacts.map(({ phase }) => phase) : [];
	};
	expect(await shop.phases()).toEqual(GONE);
	const verified = await shop.verify(ODD);
	expect(verified).toMatchObject({
		ok: true,
		value: { designs: [{ design: SESSION, result: 'green', test: ODD }] },
	});
	// Nobody asked for more than states: nothing was listed, and no folder is watched.
	expect(await shop.phases()).toEqual(ALL);
	expect(await checked()).toEqual(ALL);

	const text = shop.read(ODD);
	shop.write(ODD, `${text}\n`);
	expect(await shop.phases()).toEqual(GONE);
	expect(await checked()).toEqual(GONE);
	shop.write(ODD, text);
	// A file where the rule would have it is none of the Design's.
	shop.write(TEST, "throw new Error('not this one');\n");
	expect(await shop.phases()).toEqual(ALL);
	expect(await checked()).toEqual(ALL);

	// And so it is for a Lintel that has just started, before and after it lists the repository.
	await shop.served.relay.stop();
	const places = { folder: shop.folder, data: join(shop.served.folder, 'data') };
	await using again = await openFolder(places);
	const phases = () => [again.viewOf(SESSION).phase, again.observed().implemented.length];
	expect(phases()).toEqual(['verified', 3]);
	again.findings();
	expect(phases()).toEqual(['verified', 3]);
	fs.rmSync(shop.served.folder, { recursive: true, force: true });
});
