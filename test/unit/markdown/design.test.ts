import { describe, expect, test } from 'vitest';
import { ComponentId } from '#shared/id.ts';
import { newDesign, readDesign, writeDesign } from '#shared/markdown/design.ts';
import { conventionsOf, templateOf } from '#shared/trace/conventions.ts';

const id = ComponentId.parse('cp_0123456789');
const FILE = `---
# who owns this
id: cp_0123456789
component: Session
type: module
owner: ada
context: cx_0123456789
criteria: [ac_0123456789]
---
# Session

Words  
`;

describe('design', () => {
	test('[MD13] the body stays as it is, and so do comments and other keys', () => {
		const { design } = readDesign(FILE);
		if (design === null) throw new Error('It is a design.');
		expect(writeDesign(design, FILE)).toBe(FILE);
		const next = writeDesign({ ...design, type: 'service' }, FILE);
		expect(next).toBe(FILE.replace('module', 'service'));
	});

	test('[MD13] a file without front matter is a design when its component is known', () => {
		const known = { id, component: 'Session', type: 'module', context: null };
		const { design } = readDesign('# Session\r\n', known);
		expect(design).toEqual({ ...known, criteria: [], body: '# Session\r\n' });
		expect(readDesign('# Session\n').design).toBeNull();
	});

	test.each([
		['no YAML', '---\nid: [\n---\n# x\n'],
		['a list', '---\n- a\n---\n# x\n'],
		['a wrong id', '---\nid: nonsense\n---\n# x\n'],
		[
			'a bomb',
			`---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ne: &e [*d, *d]\nf: [*e, *e, *e, *e, *e, *e, *e]\n---\n`,
		],
		['a criterion that is none', '---\nid: cp_0123456789\ncriteria: [x]\n---\n'],
	])('[MD14] %s is a Finding with a line, and never throws', (_, text) => {
		const { findings } = readDesign(text);
		expect(findings.map(({ rule }) => rule)).toContain('front-matter-malformed');
		expect(findings[0]?.line).toBeGreaterThan(0);
		expect(
			typeof writeDesign(
				{ id, component: '', type: '', context: null, criteria: [], body: '' },
				text,
			),
		).toBe('string');
	});

	test('[MD13] a new design has the sections of its template and reads back', () => {
		const empty = { id, component: 'Accounts', type: 'context', context: null, criteria: [] };
		const text = newDesign(empty, templateOf(conventionsOf({ preset: 'phoenix' }), 'context'));
		const { design, findings } = readDesign(text);
		expect(findings).toEqual([]);
		expect(design).toMatchObject(empty);
		expect(design?.body).toContain('## Entity Ownership');
	});
});
