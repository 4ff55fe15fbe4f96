import mermaid from 'mermaid';
import { expect, test } from 'vitest';
import { arrangeMap } from '#shared/trace/map/arrange-map.ts';
import { mapToMermaid } from '#shared/trace/map/mermaid.ts';
import { mapToSvg } from '#shared/trace/map/svg.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

/** What somebody may call a context, and what a reader of Mermaid or SVG may take it for. */
const NAMES = [
	'Say "hi"',
	'List[0]',
	'A --> B',
	']--> <script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'end',
	'%%{init: {"securityLevel": "loose"}}%%',
	'click A "javascript:alert(1)"',
	'#quot; &lt; &amp; #35;',
	'`code` **bold** _soft_ $$x$$',
	'1. First',
	'2) Second',
	'- dash',
	'* star * star *',
	'+ plus',
	'# heading',
	'fa:fa-ban icon',
	'https://example.org/a?b=c',
	'back\\slash\\n',
	'{braces} (round) |pipes| ;',
	']]> <![CDATA[ -->',
	'عقد 🧾 naïve',
];

function hostileMap() {
	const { workspace } = new World();
	const ids = NAMES.map((name) => workspace.edit.addContext({ name, entity: name }));
	for (const [n, id] of ids.entries()) {
		const before = ids[n - 1];
		if (before !== undefined) workspace.edit.addDependency(id, before);
	}
	const contexts = ids.flatMap((id) => workspace.context(id) ?? []);
	const groups = ids.map((id, n) => ({ title: NAMES[n] ?? '', members: [id] }));
	return { contexts, groups };
}

/** Without spaces, and without what keeps signs apart. */
const squeezed = (text: string | null | undefined) => (text ?? '').replace(/[\s\u2060]+/g, '');

test('[MP12] Mermaid reads every name as it is, and nothing in one as its own', async () => {
	mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
	const { contexts, groups } = hostileMap();
	const { svg } = await mermaid.render('map', mapToMermaid(contexts, groups));
	const drawn = new DOMParser().parseFromString(svg, 'text/html');
	const labels = [...drawn.querySelectorAll('.node')].map((node) => squeezed(node.textContent));
	expect(labels).toEqual(NAMES.map((name) => `${squeezed(name)}owns${squeezed(name)}`));
	const titles = [...drawn.querySelectorAll('.cluster-label')].map((one) =>
		squeezed(one.textContent),
	);
	expect(titles.toSorted()).toEqual(NAMES.map(squeezed).toSorted());
	expect(drawn.querySelectorAll('.edgePaths path')).toHaveLength(NAMES.length - 1);
	expect(drawn.querySelectorAll('script, img, a, [onerror]')).toHaveLength(0);
});

test('[MP12] an SVG holds every name as it is, and nothing in one as an element', () => {
	const { contexts, groups } = hostileMap();
	const svg = mapToSvg({
		title: NAMES.join(' '),
		contexts,
		groups,
		places: arrangeMap(contexts, groups),
		theme: 'dark',
		toneOf: () => ({ tone: 'draft', suspect: false, words: NAMES.join(' ') }),
	});
	const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml');
	expect(drawn.querySelector('parsererror')).toBeNull();
	expect(drawn.querySelectorAll('script, img, a, style, [onerror], [href]')).toHaveLength(0);
	const titles = [...drawn.querySelectorAll('g > title')].map((one) => one.textContent ?? '');
	for (const name of NAMES) expect(titles.some((title) => title.startsWith(name))).toBe(true);
});
