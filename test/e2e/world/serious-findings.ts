import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { sidewaysScroll } from '#test/e2e/world/pages.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** The rules that look at colours: all that a theme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Every rule at each width; in the other theme of that width those that a theme can break. */
const FORMS = [
	{ colorScheme: 'light', width: 1440, rules: null },
	{ colorScheme: 'dark', width: 1440, rules: COLOURS },
	{ colorScheme: 'dark', width: 390, rules: null },
	{ colorScheme: 'light', width: 390, rules: COLOURS },
] as const;

const Violations = z.array(
	z.object({
		id: z.string(),
		impact: z.nullable(z.string()),
		nodes: z.array(z.object({ target: z.array(z.string()) })),
	}),
);

/** What axe finds serious on the page, as `rule: element`; by every rule, or by these alone. */
export async function seriousFindings(
	page: Page,
	rules: readonly string[] | null = null,
): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
	const options = JSON.stringify({
		resultTypes: ['violations'],
		...(rules === null ? {} : { runOnly: rules }),
	});
	const found: unknown = await page.evaluate(
		`axe.run(${options}).then(({ violations }) => violations)`,
	);
	return Violations.parse(found)
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/**
 * What axe finds serious on the page in both themes, wide and narrow, after the name of the screen
 * and its form. Nothing may need to be scrolled sideways in any of them. Leaves the page wide.
 */
export async function findingsInEveryForm(
	page: Page,
	screen: string,
	also: (form: string) => Promise<void> = async () => {},
): Promise<string[]> {
	const found: string[] = [];
	for (const { colorScheme, width, rules } of FORMS) {
		const form = `${screen}, ${colorScheme}, ${width}`;
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.setViewportSize({ width, height: 900 });
		await expect
			.poll(() => sidewaysScroll(page), { message: `${form}: pixels to scroll sideways` })
			.toBe(0);
		await also(form);
		for (const finding of await seriousFindings(page, rules)) found.push(`${form}: ${finding}`);
	}
	await page.setViewportSize({ width: 1440, height: 900 });
	return found;
}
