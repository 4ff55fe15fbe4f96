import { expect, test } from 'vitest';
import { bytesOf } from '#server/json-bytes.ts';
import { pageOfItems, pageOfText } from '#server/mcp/page.ts';
import { MAX_RESULT_BYTES } from '#server/mcp/tool-result.ts';

function allPages(text: string, frame: unknown): string[] {
	const pages: string[] = [];
	let cursor: string | undefined;
	do {
		const page = pageOfText(text, cursor, frame);
		if (!page.ok) throw new Error(page.error.reason);
		expect(bytesOf({ frame, ...page.value })).toBeLessThanOrEqual(MAX_RESULT_BYTES + 50);
		pages.push(page.value.text);
		cursor = page.value.cursor ?? undefined;
	} while (cursor !== undefined);
	return pages;
}

test('[MC5] a long text comes in pages of 8 KB that together are the text', () => {
	const text = Array.from({ length: 900 }, (_, n) => `Line ${n}: "quoted" — ünïcödé 🙂\n`).join('');
	const pages = allPages(text, { id: 'cp_0000000000' });
	expect(pages.length).toBeGreaterThan(3);
	expect(pages.join('')).toBe(text);
});

test('a line longer than a page is cut between characters', () => {
	const text = '🙂'.repeat(6000);
	const pages = allPages(text, {});
	expect(pages.join('')).toBe(text);
	for (const page of pages) expect(page.isWellFormed()).toBe(true);
});

test('[MC5] a list comes in pages, and each item once', () => {
	const items = Array.from({ length: 300 }, (_, n) => ({ id: n, title: `Story number ${n}` }));
	const seen: number[] = [];
	let cursor: string | undefined;
	do {
		const page = pageOfItems(items, cursor, { total: 300 });
		if (!page.ok) throw new Error(page.error.reason);
		expect(bytesOf(page.value)).toBeLessThanOrEqual(MAX_RESULT_BYTES);
		seen.push(...page.value.items.map(({ id }) => id));
		cursor = page.value.cursor ?? undefined;
	} while (cursor !== undefined);
	expect(seen).toEqual(items.map(({ id }) => id));
});

test('a cursor of what has changed since is refused with what to do', () => {
	const page = pageOfText('a\n'.repeat(9000), undefined, {});
	const cursor = page.ok ? (page.value.cursor ?? undefined) : undefined;
	expect(pageOfText('b\n'.repeat(9000), cursor, {})).toMatchObject({ error: { guard: 'cursor' } });
	expect(pageOfText('text', 'nonsense', {})).toMatchObject({ error: { guard: 'cursor' } });
});
