/** The map from the command line, as whoever gets the files sees it: drawn, linked, harmless. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LAYOUT_PATH, printLayout } from '#shared/doc/layout-file.ts';
import { ContextId } from '#shared/id.ts';
import { lintel } from '#test/e2e/world/command.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const ID = {
	accounts: ContextId.parse('cx_0000000001'),
	orders: ContextId.parse('cx_0000000002'),
	shop: ContextId.parse('cx_0000000003'),
};
const EVIL = '"]; click A "javascript:alert(1)" <script>alert(1)</script>';
const MAP = `# Map

## Accounts <!-- ${ID.accounts} -->
**Type**: domain
**Entity**: Account

## Orders ${EVIL} <!-- ${ID.orders} -->
**Type**: domain
**Entity**: Order
**Dependencies**
- Accounts

## Shop <!-- ${ID.shop} -->
**Type**: coordination
**Dependencies**
- Accounts
- Orders ${EVIL}
`;

test('[CM15] the picture holds every context where it stands and every dependency, and runs nothing', async () => {
	using copy = createWorkingCopy({
		'context_map.md': MAP,
		[LAYOUT_PATH]: printLayout(new Map([[ID.accounts, { x: 1600, y: 400 }]])),
	});
	await lintel(['export', '--map', 'out/map.svg'], copy);
	await lintel(['export', '--map', 'out/map.mmd'], copy);

	await using viewer = await openVisitor();
	const { page } = viewer;
	let dialogs = 0;
	page.on('dialog', (dialog) => {
		dialogs++;
		void dialog.dismiss();
	});
	await page.goto(`file://${join(copy.folder, 'out/map.svg')}`);
	const seen = await page.evaluate(() => {
		const root = document.documentElement;
		const frame = root.getBoundingClientRect();
		const texts = [...root.querySelectorAll('text')].map((one) => {
			const { left, top, right, bottom } = one.getBoundingClientRect();
			const isInside =
				left >= frame.left && top >= frame.top && right <= frame.right && bottom <= frame.bottom;
			return { words: one.textContent ?? '', isInside };
		});
		return {
			name: root.localName,
			texts,
			arrows: root.querySelectorAll('path[transform*="rotate"]').length,
			alive: root.querySelectorAll('script, a, foreignObject, image, style').length,
		};
	});
	expect(seen.name).toBe('svg');
	expect(seen.texts.filter(({ isInside }) => !isInside)).toEqual([]);
	for (const name of ['Accounts', 'Orders', 'Shop'])
		expect(seen.texts.filter(({ words }) => words.startsWith(name))).toHaveLength(1);
	expect(seen.alive).toBe(0);
	expect(dialogs).toBe(0);
	expect(copy.read('out/map.svg')).toContain('<rect x="1600" y="400"');

	const lines = copy.read('out/map.mmd').trimEnd().split('\n');
	const arrows = lines.filter((line) => line.includes('-->')).map((line) => line.trim());
	expect(arrows.sort()).toEqual(
		[
			`${ID.orders} --> ${ID.accounts}`,
			`${ID.shop} --> ${ID.accounts}`,
			`${ID.shop} --> ${ID.orders}`,
		].sort(),
	);
	expect(seen.arrows).toBe(arrows.length);
	expect(lines.filter((line) => /^\s*click\b|<script/.test(line))).toEqual([]);
	expect(lines).toHaveLength(1 + 3 + 3);
});
