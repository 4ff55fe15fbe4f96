import { expect, test } from 'vitest';
import type { Context } from '#shared/artefact/context.ts';
import { printablePage } from '#shared/export/printable-page.ts';
import { AcceptanceCriterionId, ComponentId, ContextId, StoryId } from '#shared/id.ts';

const SESSION = ComponentId.parse('cp_0000000001');
const LOCKOUT = ComponentId.parse('cp_0000000002');
const CONTEXT = ContextId.parse('cx_0000000001');
const STORY = StoryId.parse('st_0000000001');
const context: Context = {
	id: CONTEXT,
	name: 'Accounts',
	type: 'domain',
	entity: '',
	responsibilities: 'Carries [[Sign in]].',
	dependencies: [],
	stories: [],
	components: [
		{ id: SESSION, name: 'Session', type: 'module', code: '' },
		{ id: LOCKOUT, name: 'Lockout', type: 'module', code: '' },
	],
	notes: '',
	unresolved: { dependencies: [], stories: [] },
};
const body = `# Session

Counts with [[Old name]]<!-- ${LOCKOUT} -->, serves [[Sign in > It opens the shelf]], and
not [[Nowhere <b>]]. In code \`[[Lockout]]\` stays.

<!-- Say what it promises. -->

\`\`\`mermaid
flowchart LR
  A["</code><script>alert(1)</script>"] --> B
\`\`\`
`;
const page = printablePage({
	title: 'Shop',
	seen: '',
	artefacts: {
		stories: [
			{
				id: STORY,
				title: 'Sign in',
				narrative: 'See [[Session]].',
				criteria: [
					{ id: AcceptanceCriterionId.parse('ac_0000000001'), text: 'It opens the shelf' },
				],
				notes: '',
			},
		],
		contexts: [context],
		designs: [
			{ id: SESSION, component: 'Session', type: 'module', context: CONTEXT, criteria: [], body },
		],
	},
	map: { positions: new Map(), groups: [] },
	findings: [],
	known: new Set(),
	stateOf: () => ({ phase: 'draft', standing: 'current', bypassed: false }),
});

test('[EX7] references read as the names of today, and lead to what they mean', () => {
	expect(page).toMatch(new RegExp(`<a [^>]*href="#${STORY}"[^>]*>Sign in</a>`));
	expect(page).toMatch(new RegExp(`<a [^>]*href="#${STORY}"[^>]*>It opens the shelf</a>`));
	expect(page).toMatch(new RegExp(`<a [^>]*href="#${SESSION}"[^>]*>Accounts.Session</a>`));
	// It has no design of its own yet: the context that owns it is where it stands.
	expect(page).toMatch(new RegExp(`<a [^>]*href="#${CONTEXT}"[^>]*>Accounts.Lockout</a>`));
	expect(page).toContain('<span class="unresolved">Nowhere &lt;b&gt;</span>');
	expect(page).toContain('<code>[[Lockout]]</code>');
	expect(page).toContain('2 designs, 1 not written yet');
});

test('[EX7] a diagram stands as its source under a name; ids and hints are left out', () => {
	expect(page).toContain('<figcaption>Diagram, written in Mermaid</figcaption><pre><code>');
	expect(page).toContain('A[&quot;&lt;/code&gt;&lt;script&gt;');
	expect(page).not.toMatch(/<script/i);
	expect(page).not.toContain('Say what it promises');
	expect(page).not.toContain('&lt;!--');
});
