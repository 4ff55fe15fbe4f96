import { expect, test } from 'vitest';
import type { Story } from '#shared/artefact/story.ts';
import { printablePage } from '#shared/export/printable-page.ts';
import { safeMarkdown } from '#shared/export/safe-markdown.ts';
import { AcceptanceCriterionId, ComponentId, ContextId, StoryId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

const EVIL =
	'<img src=x onerror=alert(1)> [go](javascript:alert(1)) ![pic](https://evil.example/x.png)';
const story: Story = {
	id: StoryId.parse('st_0000000001'),
	title: `Sign in ${EVIL}`,
	narrative: EVIL,
	criteria: [{ id: AcceptanceCriterionId.parse('ac_0000000001'), text: EVIL }],
	notes: EVIL,
};
const finding = (message: string): Finding => ({
	...{ rule: 'story-x', severity: 'error', message, fix: 'Mend it.', artefact: story.id },
	...{ field: null, place: null, file: null, line: null },
});
const old = finding('It was so.');
const page = printablePage({
	title: `Shop </title><script>alert(1)</script>`,
	seen: 'main 3fa2c1e',
	artefacts: {
		stories: [story],
		contexts: [
			{
				id: ContextId.parse('cx_0000000001'),
				name: `Accounts ${EVIL}`,
				type: 'domain',
				entity: EVIL,
				responsibilities: EVIL,
				dependencies: [],
				stories: [story.id],
				components: [
					{ id: ComponentId.parse('cp_0000000001'), name: EVIL, type: EVIL, code: EVIL },
				],
				notes: EVIL,
				unresolved: { dependencies: [], stories: [] },
			},
		],
		designs: [
			{
				id: ComponentId.parse('cp_0000000001'),
				component: 'Session',
				type: 'module',
				context: null,
				criteria: [],
				body: `# Session\n\n${EVIL}\n\n## Public API\n\n\`\`\`html\n<script>alert(1)</script>\n\`\`\`\n`,
			},
		],
	},
	map: { positions: new Map(), groups: [] },
	findings: [old, finding(EVIL)],
	known: new Set([old]),
	stateOf: () => ({ phase: 'approved', standing: 'suspect', bypassed: false }),
});

test('[EX4] whatever people wrote is text on the page: no tag, no script, no picture, no odd link', () => {
	expect(page).not.toMatch(/<(?:script|img|iframe|object|embed|link)\b/i);
	expect(page).not.toMatch(/<[^>]*\son\w+=/i);
	expect(page).not.toMatch(/href="(?!#|https?:|mailto:)/i);
	expect(page).not.toMatch(/src=["']?http/i);
	expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
	expect(safeMarkdown('[a](data:text/html,x) [b](vbscript:x) <b>', 0)).not.toContain('href');
});

test('[EX5] the page holds contents, stories, map, designs, states and Findings', () => {
	for (const words of [
		'Contents',
		'Stories',
		'Context map',
		'Designs',
		'<svg',
		'Acceptance criteria',
	])
		expect(page).toContain(words);
	expect(page).toContain('● Approved, suspect');
	expect(page).toContain('Mend it.');
	expect(page).toContain(`href="#${story.id}"`);
	expect(page).toContain('Public API');
	expect(page).toContain('break-before: page');
});

test('[EX5] what was there before Lintel came is said to be, after what is new', () => {
	expect(page).toContain('<b>Error, known from before</b> It was so.');
	expect(page.indexOf('<b>Error</b>')).toBeLessThan(page.indexOf('known from before'));
});
