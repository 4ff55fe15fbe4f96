import { describe, expect, test } from 'vitest';
import { newDesign } from '#shared/markdown/design.ts';
import { conventionsOf, templateOf } from '#shared/trace/conventions.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';
import { PRESETS } from '#shared/trace/presets/presets.ts';
import { readTemplate } from '#shared/trace/template-file.ts';
import {
	artefactsWith,
	componentWith,
	contextWith,
	found,
	markdownOf,
} from '#test/fixtures/artefacts.ts';

describe('a team’s own template', () => {
	const TEXT = `---
sections:
  Notes: { need: optional }
  Secrets: { need: forbidden }
  Public API: { content: functions }
closed: true
---
# A service of ours

## Purpose

_Why it exists._

## Public API

<!-- hint: Each function. -->

## Steps

1. *What happens first.*

## Fields

| Field | Type |
|---|---|

## Assertions

- What holds

## Notes

## Secrets
`;

	test('[VA12] headings are sections; what stands below shows form and hint; front matter says more', () => {
		const { template, problems } = readTemplate(TEXT);
		expect(problems).toEqual([]);
		expect(template?.closed).toBe(true);
		expect(
			template?.sections.map(
				({ title, need, content, hint }) => `${title}|${need}|${content}|${hint}`,
			),
		).toEqual([
			'Purpose|required|prose|Why it exists.',
			'Public API|required|functions|Each function.',
			'Steps|required|steps|What happens first.',
			'Fields|required|table|',
			'Assertions|required|bullets|',
			'Notes|optional|prose|',
			'Secrets|forbidden|prose|',
		]);
		expect(template?.sections[3]?.columns).toEqual(['Field', 'Type']);
	});

	test.each<[string, string, [string, number][]]>([
		['no section', '# Only a title\n', [['no section', 1]]],
		['a section twice', '## A\n\n## A\n', [['two sections “A”', 3]]],
		['front matter for nothing', '---\nsections:\n  B: {}\n---\n## A\n', [['names “B”', 3]]],
		['a need that is none', '---\nsections:\n  A: { need: must }\n---\n## A\n', [['need is', 3]]],
		['front matter that is no YAML', '---\nsections: [\n---\n## A\n', [["can't be read", 2]]],
	])('[VA12] malformed: %s', (_, text, wanted) => {
		const { problems } = readTemplate(text);
		expect(problems.map(({ line }) => line).length).toBe(wanted.length);
		for (const [n, [words, line]] of wanted.entries()) {
			expect(problems[n]?.message).toContain(words);
			expect(Math.abs((problems[n]?.line ?? 0) - line)).toBeLessThanOrEqual(1);
		}
	});

	test('[VA12] it takes the place of the preset’s, for its type alone', () => {
		const { template } = readTemplate(TEXT);
		if (template === null) throw new Error('It has sections.');
		const conventions = conventionsOf({ preset: 'typescript', templates: { service: template } });
		expect(templateOf(conventions, 'service')).toBe(template);
		expect(templateOf(conventions, 'module')).toBe(PRESETS.get('typescript')?.templates['other']);
		expect(templateOf(conventions, 'constructor')).toBe(templateOf(conventions, 'other'));
	});
});

describe.each([...PRESETS.values()].map((preset) => [preset.name, preset] as const))(
	'preset %s',
	(name, preset: Preset) => {
		test('[VA13] every type has a template, and a new design asks for each section by a hint', () => {
			const conventions = conventionsOf({ preset: name });
			for (const type of preset.componentTypes) {
				const component = componentWith({ name: 'Thing', type, code: '' });
				const context = contextWith({ components: [component] });
				const template = templateOf(conventions, type);
				const { id } = component;
				const design = { id, component: 'Thing', type, context: context.id, criteria: [] };
				const text = newDesign(design, template);
				const rules = found(artefactsWith({ contexts: [context] }, [text]), conventions)
					.filter(({ artefact }) => artefact === id)
					.map(({ rule }) => rule);
				const required = template?.sections.filter(({ need }) => need === 'required') ?? [];
				expect(required.length).toBeGreaterThan(0);
				expect(rules).toEqual(required.map(() => 'section-empty'));
				expect(text).toBe(newDesign(design, template));
			}
		});

		test('[VA13] its dependency rules speak of its own types', () => {
			const types = new Set(preset.componentTypes);
			const named = preset.dependencies.flatMap(({ from, to }) => [...from, ...to]);
			expect(named.filter((type) => !types.has(type))).toEqual([]);
		});
	},
);

test.each<[string, string, string, string]>([
	[
		'phoenix',
		'lib/shop_web/live/cart_live.ex',
		'test/shop_web/live/cart_live_test.exs',
		'docs/design/shop_web/live/cart_live.md',
	],
	[
		'phoenix',
		'apps/shop/lib/shop/cart.ex',
		'apps/shop/test/shop/cart_test.exs',
		'docs/design/shop/shop/cart.md',
	],
	['phoenix-spec', 'lib/shop/cart.ex', 'test/shop/cart_test.exs', 'docs/spec/shop/cart.spec.md'],
	['typescript', 'src/shop/cart.ts', 'test/shop/cart.test.ts', 'docs/design/shop/cart.md'],
	['typescript', 'src/shop/cart.ts', 'src/shop/__tests__/cart.test.ts', 'docs/design/shop/cart.md'],
	[
		'typescript',
		'packages/core/src/cart.tsx',
		'packages/core/src/cart.test.tsx',
		'docs/design/core/cart.md',
	],
	[
		'typescript',
		'apps/web/src/Cart.svelte',
		'apps/web/test/Cart.test.ts',
		'docs/design/web/Cart.md',
	],
	[
		'typescript',
		'app/cart/page.tsx',
		'test/app/cart/page.test.tsx',
		'docs/design/app/cart/page.md',
	],
	['python', 'src/shop/cart.py', 'tests/shop/test_cart.py', 'docs/design/shop/cart.md'],
	['python', 'shop/cart.py', 'tests/test_cart.py', 'docs/design/shop/cart.md'],
	[
		'go',
		'internal/shop/cart.go',
		'internal/shop/cart_test.go',
		'docs/design/internal/shop/cart.md',
	],
	['rust', 'src/shop/cart.rs', 'src/shop/cart/tests.rs', 'docs/design/shop/cart.md'],
	['rust', 'crates/shop/src/cart.rs', 'crates/shop/tests/cart.rs', 'docs/design/shop/cart.md'],
])('[VA13] %s: %s is tested by %s', (name, code, testPath, design) => {
	const preset = PRESETS.get(name);
	const traced = preset && tracePathsOf(preset, code);
	expect(traced?.tests).toContain(testPath);
	expect(traced?.design).toBe(design);
});

test('[VA13] a phoenix spec with functions as headings is in form', () => {
	const session = componentWith({ name: 'Shop.Cart', type: 'context', code: 'lib/shop/cart.ex' });
	const shop = contextWith({ name: 'Cart', components: [session] });
	const body = `# Shop.Cart

## Functions

### add/2

Adds a line.

\`\`\`elixir
@spec add(Scope.t(), map()) :: {:ok, Line.t()}
\`\`\`

**Process**:
1. Insert.

**Test Assertions**:
- adds a line

### drop/1

Drops it.

## Dependencies

None

## Components

### Shop.Cart.Line

A line.
`;
	const artefacts = artefactsWith({ contexts: [shop] }, [markdownOf(session, shop, body)]);
	const rules = found(artefacts, conventionsOf({ preset: 'phoenix-spec' }))
		.filter(({ artefact }) => artefact === session.id)
		.map(({ rule, message }) => `${rule}: ${message}`);
	expect(rules).toEqual([
		'function-unsigned: drop has no signature.',
		'function-untested: No test assertion is about drop.',
	]);
});
