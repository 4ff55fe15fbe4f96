import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as z from 'zod/mini';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

const Violations = z.array(
	z.object({
		id: z.string(),
		impact: z.nullable(z.string()),
		nodes: z.array(z.object({ target: z.array(z.string()) })),
	}),
);

/** What axe finds serious on the page, as `rule: element`. */
export async function seriousFindings(page: Page): Promise<string[]> {
	await page.evaluate(axeSource);
	const found: unknown = await page.evaluate('axe.run().then(({ violations }) => violations)');
	return Violations.parse(found)
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
